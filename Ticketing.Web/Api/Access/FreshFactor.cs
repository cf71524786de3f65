using Ticketing.Api.Documentation;
using Ticketing.Api.Problems;
using Ticketing.Features.Accounts.Sessions;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Features.Accounts.Tokens;

namespace Ticketing.Api.Access;

internal static class FreshFactorExtensions
{
    private static readonly string Challenge =
        $"Bearer error=\"insufficient_user_authentication\", max_age={StaffSessions.FactorLifetime.TotalSeconds}";

    /// <summary>
    /// For what the pages ask the second factor again: a person's sign-in must be a few minutes old at most (RFC 9470). API keys stand for
    /// themselves: what they may do was decided with a fresh factor when they were made.
    /// </summary>
    public static RouteHandlerBuilder RequireFreshFactor(this RouteHandlerBuilder operation) =>
        operation
            .WithProblems(ProblemType.SecondFactorRequired)
            .AddEndpointFilter(
                async (context, next) =>
                {
                    var http = context.HttpContext;
                    var sessions = http.RequestServices.GetRequiredService<StaffSessions>();
                    if (
                        http.User.FindApiKeyId() is not null
                        || await sessions.HasFreshFactorAsync(http.User.GetSessionId(), http.RequestAborted)
                    )
                    {
                        return await next(context);
                    }

                    http.Response.Headers.WWWAuthenticate = Challenge;
                    return ProblemResult.Create(ProblemType.SecondFactorRequired);
                }
            );
}
