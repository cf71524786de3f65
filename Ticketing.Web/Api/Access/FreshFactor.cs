using Ticketing.Api.Documentation;
using Ticketing.Api.Problems;
using Ticketing.Features.Accounts.Sessions;
using Ticketing.Features.Accounts.SignIn;

namespace Ticketing.Api.Access;

internal static class FreshFactorExtensions
{
    private static readonly string Challenge =
        $"Bearer error=\"insufficient_user_authentication\", max_age={StaffSessions.FactorLifetime.TotalSeconds}";

    /// <summary>For what the pages ask the second factor again: the token's sign-in must be a few minutes old at most (RFC 9470).</summary>
    public static RouteHandlerBuilder RequireFreshFactor(this RouteHandlerBuilder operation) =>
        operation
            .WithProblems(ProblemType.SecondFactorRequired)
            .AddEndpointFilter(
                async (context, next) =>
                {
                    var http = context.HttpContext;
                    var sessions = http.RequestServices.GetRequiredService<StaffSessions>();
                    if (await sessions.HasFreshFactorAsync(http.User.GetSessionId(), http.RequestAborted))
                    {
                        return await next(context);
                    }

                    http.Response.Headers.WWWAuthenticate = Challenge;
                    return ProblemResult.Create(ProblemType.SecondFactorRequired);
                }
            );
}
