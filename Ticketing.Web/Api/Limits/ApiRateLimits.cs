using System.Globalization;
using Microsoft.Extensions.Options;
using Ticketing.Api.Access;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Api.Limits;

/// <summary>Limits requests per address, and says in each answer how many are left (draft-ietf-httpapi-ratelimit-headers).</summary>
public static class ApiRateLimits
{
    private static readonly Policy ForEverybody = new("address", AddressLimit.PerWindow);
    private static readonly Policy ForHolds = new("address-for-holds", AddressLimit.PerWindowForHolds);
    private static readonly Policy ForSignIn = new("address-for-sign-in", AddressLimit.PerWindowForSignIn);
    private static readonly Policy WithToken = new("address-with-token", AddressLimit.PerWindowWithToken);

    /// <summary>Place before authorization, so that refused tokens count too.</summary>
    public static void UseApiRateLimits(this WebApplication app)
    {
        var limit = app.Services.GetRequiredService<AddressLimit>();
        var options = app.Services.GetRequiredService<IOptionsMonitor<RateLimitingOptions>>();
        app.Use(
            (context, next) =>
                !options.CurrentValue.Enabled || !ApiPaths.IsVersion1(context.Request.Path) || TryEnter(context, limit)
                    ? next(context)
                    : Task.CompletedTask
        );
    }

    private static bool TryEnter(HttpContext context, AddressLimit limit)
    {
        var operation = context.GetEndpoint()?.Metadata;
        var policy =
            operation?.GetMetadata<ApiAccess>() is { Scope: not null } ? WithToken
            : operation?.GetMetadata<HoldLimit>() is not null ? ForHolds
            : operation?.GetMetadata<SignInLimit>() is not null ? ForSignIn
            : ForEverybody;
        var (used, reset) = limit.Count($"{policy.Name} {RateLimits.GetAddressKey(context.Connection.RemoteIpAddress)}");
        var seconds = (int)Math.Ceiling(reset.TotalSeconds);

        // Set last: the cache must not store them.
        context.Response.OnStarting(() =>
        {
            SetHeaders(context.Response.Headers, policy, Math.Max(0, policy.PerWindow - used), seconds);
            return Task.CompletedTask;
        });
        if (used <= policy.PerWindow)
        {
            return true;
        }

        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        context
            .RequestServices.GetRequiredService<RefusalLog>()
            .Record(context, Guard.ApiRateLimit, "too many requests from one address (limit api)");
        return false;
    }

    private static void SetHeaders(IHeaderDictionary headers, Policy policy, int left, int seconds)
    {
        headers["RateLimit-Policy"] = string.Create(
            CultureInfo.InvariantCulture,
            $"\"{policy.Name}\";q={policy.PerWindow};w={AddressLimit.Window.TotalSeconds}"
        );
        headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"{policy.Name}\";r={left};t={seconds}");
    }

    private sealed record Policy(string Name, int PerWindow);
}

/// <summary>Marks what a shop does for each of its buyers.</summary>
internal sealed record HoldLimit;

/// <summary>Marks signing in and what keeps a program signed in, which public reads from the same address must not stop.</summary>
internal sealed record SignInLimit;
