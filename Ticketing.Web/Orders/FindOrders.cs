using Ticketing.Data;
using Ticketing.Notifications;

namespace Ticketing.Orders;

/// <summary>
/// Mails the links of an address's orders. Known and unknown addresses are treated alike to the last statement: whether there is
/// anything to send is found out when the mail is composed.
/// </summary>
public sealed class FindOrders(Outbox outbox, TimeProvider clock)
{
    public const string LinksKind = "order-links";
    private static readonly TimeSpan OncePer = TimeSpan.FromMinutes(5);

    /// <summary>Asked again within five minutes it does nothing, so that nobody can flood a mailbox.</summary>
    public Task RequestLinksAsync(string email, CancellationToken ct)
    {
        var window = clock.GetUtcNow().Ticks / OncePer.Ticks;
        return outbox.QueueAsync(LinksKind, $"{LinksKind}:{UnguessableCode.Hash(Order.KeyOf(email))}:{window}", email, orderId: null, ct);
    }
}
