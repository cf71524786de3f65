using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Infrastructure.Hosting.Security;

/// <summary>
/// Per address. Holds are limited per browser elsewhere; this limit is generous because a crowd may share an address. Order links are
/// unlimited: a crowd at the door opens them at once, and 192 random bits cannot be guessed.
/// </summary>
public static class RateLimits
{
    /// <summary>
    /// Sending order links or mail again. Generous, because a crowd at the door looks for its orders at once; the mails of each recipient
    /// are limited in the outbox.
    /// </summary>
    public const string FindOrders = "find-orders";

    /// <summary>Mail to staff, known or not.</summary>
    public const string Mails = "mails";

    /// <summary>
    /// Signing in and other ways to guess credentials. Generous, because colleagues share an address: failures have limits of their own.
    /// </summary>
    public const string SignIn = "sign-in";

    /// <summary>Opening a link to an event's figures, which no crowd does.</summary>
    public const string SharedFigures = "shared-figures";

    public const string Holds = "holds";

    /// <summary>The go-live check calls other servers.</summary>
    public const string Checks = "checks";

    public static IServiceCollection AddTicketingRateLimits(this IServiceCollection services)
    {
        services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = (context, _) =>
            {
                var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var retryAfter) ? retryAfter : TimeSpan.FromMinutes(1);
                context.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                RecordRefusal(context.HttpContext);
                return ValueTask.CompletedTask;
            };
            options.AddPolicy(FindOrders, context => PerAddress(context, 120));
            options.AddPolicy(Mails, context => PerAddress(context, 10));
            options.AddPolicy(SignIn, context => PerAddress(context, 120));
            options.AddPolicy(Checks, context => PerAddress(context, 10));
            options.AddPolicy(SharedFigures, context => PerAddress(context, 120, alsoReading: true));
            options.AddPolicy(Holds, context => PerAddress(context, 600));
        });
        return services;
    }

    private static void RecordRefusal(HttpContext context)
    {
        var limit = context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName;
        context
            .RequestServices.GetRequiredService<RefusalLog>()
            .Record(context, Guard.RateLimit, $"too many requests from one address (limit {limit})");
    }

    private static RateLimitPartition<string> PerAddress(HttpContext context, int perMinute, bool alsoReading = false)
    {
        var enabled = context.RequestServices.GetRequiredService<IOptionsMonitor<RateLimitingOptions>>().CurrentValue.Enabled;
        return enabled && (alsoReading || HttpMethods.IsPost(context.Request.Method))
            ? RateLimitPartition.GetFixedWindowLimiter(
                GetAddressKey(context.Connection.RemoteIpAddress),
                _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1) }
            )
            : RateLimitPartition.GetNoLimiter("");
    }

    /// <summary>An IPv6 customer usually owns a /64.</summary>
    internal static string GetAddressKey(IPAddress? address)
    {
        if (address is null)
        {
            return "unknown";
        }

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(plain.GetAddressBytes().AsSpan(0, 8))
            : plain.ToString();
    }
}
