using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Infrastructure.Hosting.Security;

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
        var options = app.Services.GetRequiredService<IOptions<ForwardedHeadersOptions>>().Value;
        var (warnedOfProxy, warnedOfValue) = (0, 0);
        app.Use(
            (context, next) =>
            {
                if (IsIgnored(context.Request) && context.Connection.RemoteIpAddress is { } proxy)
                {
                    if (!IsKnown(options, proxy))
                    {
                        WarnOnce(ref warnedOfProxy, () => ForwarderIgnored(app.Logger, proxy));
                    }
                    else
                    {
                        WarnOnce(ref warnedOfValue, () => UnreadableHeader(app.Logger, proxy));
                    }
                }

                return next(context);
            }
        );
    }

    private static bool IsIgnored(HttpRequest request) =>
        request.Headers.ContainsKey(ForwardedHeadersDefaults.XForwardedForHeaderName)
        && !request.Headers.ContainsKey(ForwardedHeadersDefaults.XOriginalForHeaderName);

    private static bool IsKnown(ForwardedHeadersOptions options, System.Net.IPAddress proxy)
    {
        var plain = proxy.IsIPv4MappedToIPv6 ? proxy.MapToIPv4() : proxy;
        return options.ForwardedHeaders != ForwardedHeaders.None
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
