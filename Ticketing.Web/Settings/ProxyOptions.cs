using System.Globalization;
using System.Net;

namespace Ticketing.Settings;

public sealed class ProxyOptions : ISettings
{
    public static string Section => "Proxy";

    /// <summary>CIDR networks whose forwarded headers are trusted.</summary>
    public IList<string> KnownNetworks { get; set; } = [];

    public void Check(SettingFindings found)
    {
        ArgumentNullException.ThrowIfNull(found);
        foreach (var (index, network) in KnownNetworks.Index())
        {
            found.Require(IPNetwork.TryParse(network, out _), $"{nameof(KnownNetworks)}:{index.ToString(CultureInfo.InvariantCulture)}",
                $"'{network}' is not a network like 10.0.0.0/8");
        }
    }
}
