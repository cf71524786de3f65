using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Receipts.Emails;

/// <summary>A name typed online is repeated only to an address that somebody has proven: a stranger may have entered both.</summary>
internal sealed class BuyerNames(ProvenAddresses addresses)
{
    /// <returns>Empty if the mail must not repeat the name.</returns>
    public async Task<string> GetForMailAsync(Order order, CancellationToken ct) =>
        IsTypedByStaff(order) || IsPaidWithAddress(order) || await addresses.ContainsAsync(order.BuyerEmail, ct)
            ? SingleLineText.From(order.BuyerName)
            : "";

    private static bool IsTypedByStaff(Order order) => order.Channel != OrderChannel.Online;

    // With each resend the buyer may have changed the address.
    private static bool IsPaidWithAddress(Order order) => order is { WasSold: true, Total: > 0, Resends: 0 };
}
