using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Infrastructure.Notifications.Delivery;

internal static class PublicHost
{
    /// <summary>As used in message ids, sender addresses and EHLO.</summary>
    public static string From(SiteOptions site) =>
        Uri.TryCreate(site.PublicBaseUrl, UriKind.Absolute, out var url) && url.HostNameType is UriHostNameType.Dns or UriHostNameType.IPv4
            ? url.IdnHost
            : "localhost";
}
