using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Ticketing.Settings;

namespace Ticketing.Hosting;

/// <summary>
/// How often one visitor may ask for what costs us or others something. Holds are limited per browser by the stock itself; here only
/// generously by address, because a whole crowd may share one. Opening an order by its link is not limited at all: a crowd at the door
/// does so at once, and 192 random bits are not guessed at any rate.
/// </summary>
public static class RateLimits
{
    /// <summary>Asking for order links, or for a mail to be sent again.</summary>
    public const string Mails = "mails";

    /// <summary>Signing in, and whatever else guesses at an account.</summary>
    public const string SignIn = "sign-in";

    /// <summary>Placing holds.</summary>
    public const string Holds = "holds";

    public static IServiceCollection AddTicketingRateLimits(this IServiceCollection services)
    {
        services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = (context, _) =>
            {
                var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var retryAfter) ? retryAfter : TimeSpan.FromMinutes(1);
                context.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
            options.AddPolicy(Mails, context => PerAddress(context, 10));
            options.AddPolicy(SignIn, context => PerAddress(context, 10));
            options.AddPolicy(Holds, context => PerAddress(context, 600));
        });
        return services;
    }

    /// <summary>Only posts count: looking at a form is free.</summary>
    private static RateLimitPartition<string> PerAddress(HttpContext context, int perMinute)
    {
        var enabled = context.RequestServices.GetRequiredService<IOptionsMonitor<RateLimitingOptions>>().CurrentValue.Enabled;
        return enabled && HttpMethods.IsPost(context.Request.Method)
            ? RateLimitPartition.GetFixedWindowLimiter(
                AddressOf(context.Connection.RemoteIpAddress),
                _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1) })
            : RateLimitPartition.GetNoLimiter("");
    }

    /// <summary>An IPv6 customer owns at least a /64: all of it is one visitor.</summary>
    internal static string AddressOf(IPAddress? address)
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
