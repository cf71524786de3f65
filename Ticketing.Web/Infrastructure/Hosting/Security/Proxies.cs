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

    /// <summary>Also logs an untrusted proxy once: all visitors share its rate limits.</summary>
    public static void UseKnownProxies(this WebApplication app)
    {
        app.UseForwardedHeaders();
        var warned = 0;
        app.Use(
            (context, next) =>
            {
                if (
                    context.Request.Headers.ContainsKey(ForwardedHeadersDefaults.XForwardedForHeaderName)
                    && !context.Request.Headers.ContainsKey(ForwardedHeadersDefaults.XOriginalForHeaderName)
                    && Interlocked.Exchange(ref warned, 1) == 0
                )
                {
                    ForwarderIgnored(app.Logger, context.Connection.RemoteIpAddress);
                }

                return next(context);
            }
        );
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "X-Forwarded-For is ignored: {Proxy} is in none of Proxy:KnownNetworks. If this is your proxy, add it: until then all "
            + "visitors share its rate limits"
    )]
    private static partial void ForwarderIgnored(ILogger logger, System.Net.IPAddress? proxy);
}
