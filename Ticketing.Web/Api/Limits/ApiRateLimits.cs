using System.Globalization;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Api.Limits;

/// <summary>Limits requests per address, and says in each answer how many are left (draft-ietf-httpapi-ratelimit-headers).</summary>
public static class ApiRateLimits
{
    private const string PolicyName = "address";

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
        var (used, reset) = limit.Count(RateLimits.GetAddressKey(context.Connection.RemoteIpAddress));
        var seconds = (int)Math.Ceiling(reset.TotalSeconds);

        // Set last: the cache must not store them.
        context.Response.OnStarting(() =>
        {
            SetHeaders(context.Response.Headers, Math.Max(0, AddressLimit.PerWindow - used), seconds);
            return Task.CompletedTask;
        });
        if (used <= AddressLimit.PerWindow)
        {
            return true;
        }

        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        context.RequestServices.GetRequiredService<RefusalLog>().Record(context, "too many requests from one address (limit api)");
        return false;
    }

    private static void SetHeaders(IHeaderDictionary headers, int left, int seconds)
    {
        headers["RateLimit-Policy"] = string.Create(
            CultureInfo.InvariantCulture,
            $"\"{PolicyName}\";q={AddressLimit.PerWindow};w={AddressLimit.Window.TotalSeconds}"
        );
        headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"{PolicyName}\";r={left};t={seconds}");
    }
}
