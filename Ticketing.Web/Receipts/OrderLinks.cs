using Microsoft.Extensions.Options;
using Ticketing.Notifications;
using Ticketing.Orders;
using Ticketing.Settings;

namespace Ticketing.Receipts;

internal sealed record OrderLink(string Url, string Token);

/// <summary>Always the configured public address.</summary>
internal sealed class OrderLinks(OrderAccess access, MailPurpose purpose, IOptionsMonitor<SiteOptions> site)
{
    public async Task<OrderLink> MintAsync(Order order, CancellationToken ct)
    {
        var home = new Uri(site.CurrentValue.PublicBaseUrl);
        var token = purpose.IsReading ? Redaction.Mask : Uri.EscapeDataString(await access.MintAsync(order.Id, ct));
        return new OrderLink(new Uri(home, $"/orders/{Uri.EscapeDataString(order.Reference)}?token={token}").AbsoluteUri, token);
    }
}
