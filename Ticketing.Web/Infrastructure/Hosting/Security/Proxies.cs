using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Infrastructure.Hosting.Security;

/// <summary>How a request came through proxies.</summary>
public enum Forwarding
{
    /// <summary>Directly, as far as its headers tell.</summary>
    None,
    Trusted,

    /// <summary>The headers are ignored.</summary>
    UnknownProxy,

    /// <summary>A known proxy sent a value that is not an address.</summary>
    Unreadable,

    /// <summary>A known proxy told the scheme or the host, but not the visitor's address.</summary>
    NoAddress,

    /// <summary>More proxies than are followed: the visitor's address is taken for that of a proxy.</summary>
    MoreProxies,
}

/// <summary>Otherwise anyone could fake an address or HTTPS.</summary>
public static partial class Proxies
{
    public static IServiceCollection AddKnownProxies(this IServiceCollection services)
    {
        services
            .AddOptions<ForwardedHeadersOptions>()
            .Configure<IOptions<ProxyOptions>>(
                (forwarded, proxy) =>
                {
                    forwarded.ForwardLimit = proxy.Value.ForwardLimit;
                    forwarded.ForwardedHeaders =
                        proxy.Value.KnownNetworks.Count == 0
                            ? ForwardedHeaders.None
                            : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
                    foreach (var network in proxy.Value.KnownNetworks)
                    {
                        forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
                    }
                }
            );
        return services;
    }

    /// <summary>Also logs each cause of an ignored header once: all visitors share the proxy's rate limits.</summary>
    public static void UseKnownProxies(this WebApplication app)
    {
        app.UseForwardedHeaders();
        var (warnedOfProxy, warnedOfValue) = (0, 0);
        app.Use(
            (context, next) =>
            {
                switch (context.GetForwarding())
                {
                    case Forwarding.UnknownProxy when context.Connection.RemoteIpAddress is { } proxy:
                        WarnOnce(ref warnedOfProxy, () => ForwarderIgnored(app.Logger, proxy));
                        break;
                    case Forwarding.Unreadable when context.Connection.RemoteIpAddress is { } proxy:
                        WarnOnce(ref warnedOfValue, () => UnreadableHeader(app.Logger, proxy));
                        break;
                }

                return next(context);
            }
        );
    }

    /// <summary>After <see cref="UseKnownProxies"/>. A visitor who sends such headers changes the result of that request only.</summary>
    public static Forwarding GetForwarding(this HttpContext context)
    {
        var headers = context.Request.Headers;
        var isLeft = headers.ContainsKey(ForwardedHeadersDefaults.XForwardedForHeaderName);
        if (headers[ForwardedHeadersDefaults.XOriginalForHeaderName] is [{ } original])
        {
            return isLeft ? Forwarding.MoreProxies
                : original == DescribePeer(context) ? Forwarding.NoAddress
                : Forwarding.Trusted;
        }

        return !isLeft ? Forwarding.None
            : IsKnown(context) ? Forwarding.Unreadable
            : Forwarding.UnknownProxy;
    }

    // The middleware writes down the peer even if it was told no address to put in its place.
    private static string? DescribePeer(HttpContext context) =>
        context.Connection is { RemoteIpAddress: { } address, RemotePort: var port }
            ? new System.Net.IPEndPoint(address, port).ToString()
            : null;

    /// <summary>IPv4 as such, even if the socket is IPv6.</summary>
    public static System.Net.IPAddress? GetPlainAddress(System.Net.IPAddress? address) =>
        address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;

    private static bool IsKnown(HttpContext context)
    {
        var options = context.RequestServices.GetRequiredService<IOptions<ForwardedHeadersOptions>>().Value;
        return GetPlainAddress(context.Connection.RemoteIpAddress) is { } plain
            && options.ForwardedHeaders != ForwardedHeaders.None
            && (options.KnownProxies.Contains(plain) || options.KnownIPNetworks.Any(network => network.Contains(plain)));
    }

    private static void WarnOnce(ref int warned, Action warn)
    {
        if (Interlocked.Exchange(ref warned, 1) == 0)
        {
            warn();
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "X-Forwarded-For is ignored: {Proxy} is in none of Proxy:KnownNetworks. If this is your proxy, add it: until then all "
            + "visitors share its rate limits"
    )]
    private static partial void ForwarderIgnored(ILogger logger, System.Net.IPAddress proxy);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "X-Forwarded-For from the known proxy {Proxy} is ignored: its value is not an address. Visitors whose header cannot be "
            + "read share the proxy's rate limits"
    )]
    private static partial void UnreadableHeader(ILogger logger, System.Net.IPAddress proxy);
}
