using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using Ticketing.Settings;

namespace Ticketing.Hosting;

/// <summary>
/// Who may say for whom a request comes. Without a configured network nobody may: anyone could otherwise borrow an address, or claim HTTPS.
/// </summary>
public static class Proxies
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
}
