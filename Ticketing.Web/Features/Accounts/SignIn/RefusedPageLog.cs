using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Ticketing.Features.Accounts.Tokens;

namespace Ticketing.Features.Accounts.SignIn;

/// <summary>Logs which signed-in person was refused which page, and which API key which operation.</summary>
internal sealed partial class RefusedPageLog(ILogger<RefusedPageLog> log) : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler standard = new();

    public Task HandleAsync(
        RequestDelegate next,
        HttpContext context,
        AuthorizationPolicy policy,
        PolicyAuthorizationResult authorizeResult
    )
    {
        if (authorizeResult.Forbidden)
        {
            var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
            if (context.User.FindApiKeyId() is { } key)
            {
                RefusedKey(log, context.Request.Method, route, key);
            }
            else
            {
                Refused(log, context.Request.Method, route, context.User.GetStaffId(), context.User.UsedBothFactors());
            }
        }

        return standard.HandleAsync(next, context, policy, authorizeResult);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Refused {Method} {Route} to user {UserId} (signed in with both factors: {BothFactors})"
    )]
    private static partial void Refused(ILogger logger, string method, string? route, Guid userId, bool bothFactors);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused {Method} {Route} to API key {KeyId}")]
    private static partial void RefusedKey(ILogger logger, string method, string? route, Guid keyId);
}
