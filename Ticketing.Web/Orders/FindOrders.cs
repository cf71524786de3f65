using Ticketing.Data;
using Ticketing.Notifications;

namespace Ticketing.Orders;

/// <summary>Known and unknown addresses take the same path: orders are only looked up when the mail is composed.</summary>
public sealed class FindOrders(Outbox outbox, TimeProvider clock)
{
    public const string LinksKind = "order-links";
    private static readonly TimeSpan OncePer = TimeSpan.FromMinutes(5);

    /// <summary>Does nothing if repeated within five minutes, so that nobody can flood a mailbox.</summary>
    public Task RequestLinksAsync(string email, CancellationToken ct)
    {
        var window = clock.GetUtcNow().Ticks / OncePer.Ticks;
        return outbox.QueueAsync(LinksKind, $"{LinksKind}:{UnguessableCode.Hash(Order.KeyOf(email))}:{window}", email, orderId: null, ct);
    }
}
