using System.Globalization;
using System.Net;
using Ticketing.Infrastructure.Configuration.Checks;

namespace Ticketing.Infrastructure.Configuration.Sections;

/// <summary>Webhooks that the program sends.</summary>
public sealed class WebhookOptions : IValidatedOptions
{
    public static string Section => "Webhooks";

    /// <summary>CIDR networks that may receive webhooks although they are not on the internet, also over plain HTTP.</summary>
    public IList<string> AllowedNetworks { get; set; } = [];

    public void Validate(SettingProblems problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        foreach (var (index, network) in AllowedNetworks.Index())
        {
            problems.Require(
                IPNetwork.TryParse(network, out _),
                $"{nameof(AllowedNetworks)}:{index.ToString(CultureInfo.InvariantCulture)}",
                $"'{network}' is not a network like 10.0.0.0/8"
            );
        }
    }
}
