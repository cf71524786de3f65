using System.Globalization;
using System.Net;
using Ticketing.Infrastructure.Configuration.Checks;

namespace Ticketing.Infrastructure.Configuration.Sections;

public sealed class ProxyOptions : IValidatedOptions
{
    public static string Section => "Proxy";

    /// <summary>CIDR networks whose forwarded headers are trusted.</summary>
    public IList<string> KnownNetworks { get; set; } = [];

    /// <summary>
    /// Proxies between the visitor and this program, each of them in <see cref="KnownNetworks"/>. 2 for a CDN in front of a proxy.
    /// </summary>
    public int ForwardLimit { get; set; } = 1;

    public void Validate(SettingProblems problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        problems.RequireBetween(nameof(ForwardLimit), ForwardLimit, 1, 10);
        foreach (var (index, network) in KnownNetworks.Index())
        {
            problems.Require(
                IPNetwork.TryParse(network, out _),
                $"{nameof(KnownNetworks)}:{index.ToString(CultureInfo.InvariantCulture)}",
                $"'{network}' is not a network like 10.0.0.0/8"
            );
        }
    }
}
