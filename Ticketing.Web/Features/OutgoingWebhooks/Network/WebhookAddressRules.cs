using System.Net;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Features.OutgoingWebhooks.Network;

/// <summary>Webhooks go to the internet over HTTPS, and to networks that the operator has listed.</summary>
public sealed class WebhookAddressRules(IOptionsMonitor<WebhookOptions> options)
{
    public bool AllowsSomeWithoutHttps => options.CurrentValue.AllowedNetworks.Count > 0;

    public bool IsAllowed(IPAddress address, bool isHttps) => (isHttps && PublicInternet.Contains(address)) || IsListed(address);

    private bool IsListed(IPAddress address)
    {
        var plain = PublicInternet.Normalize(address);
        return options.CurrentValue.AllowedNetworks.Any(network => IPNetwork.Parse(network).Contains(plain));
    }
}
