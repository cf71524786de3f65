using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Access;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Delivery;

namespace Ticketing.Features.Receipts;

public sealed record OrderLink(string Url, string Token);

/// <summary>Always the configured public address.</summary>
internal sealed class OrderLinks(OrderAccessTokens access, MailRenderMode mode, BuyerLinks links)
{
    /// <param name="page">Below the order's own page, such as "/confirm".</param>
    public async Task<OrderLink> CreateAsync(Order order, CancellationToken ct, string page = "")
    {
        var token = mode.IsPreview ? Redaction.Mask : Uri.EscapeDataString(await access.CreateAsync(order.Id, ct));
        return new OrderLink(links.GetUrl($"/orders/{Uri.EscapeDataString(order.Reference)}{page}?token={token}"), token);
    }
}
