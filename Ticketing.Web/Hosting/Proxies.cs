using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using Ticketing.Settings;

namespace Ticketing.Hosting;

/// <summary>
/// Who may say for whom a request comes. Without a configured network nobody may: anyone could otherwise borrow an address, or claim HTTPS.
/// </summary>
public static partial class Proxies
{
    public static IServiceCollection AddKnownProxies(this IServiceCollection services)
    {
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<ProxyOptions>>((forwarded, proxy) =>
        {
            forwarded.ForwardLimit = 1;
            forwarded.ForwardedHeaders = proxy.Value.KnownNetworks.Count == 0
                ? ForwardedHeaders.None
                : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            foreach (var network in proxy.Value.KnownNetworks)
            {
                forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
            }
        });
        return services;
    }

    /// <summary>
    /// Says once where a proxy forwards for visitors and is not believed: all of them would share the proxy's address, and with it every
    /// limit.
    /// </summary>
    public static void UseKnownProxies(this WebApplication app)
    {
        app.UseForwardedHeaders();
        var told = 0;
        app.Use((context, next) =>
        {
            if (context.Request.Headers.ContainsKey(ForwardedHeadersDefaults.XForwardedForHeaderName)
                && !context.Request.Headers.ContainsKey(ForwardedHeadersDefaults.XOriginalForHeaderName)
                && Interlocked.Exchange(ref told, 1) == 0)
            {
                ForwarderIgnored(app.Logger, context.Connection.RemoteIpAddress);
            }

            return next(context);
        });
    }

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "X-Forwarded-For is ignored: {Proxy} is in none of Proxy:KnownNetworks. If it is your proxy, all visitors share its limits until it is")]
    private static partial void ForwarderIgnored(ILogger logger, System.Net.IPAddress? proxy);
}
