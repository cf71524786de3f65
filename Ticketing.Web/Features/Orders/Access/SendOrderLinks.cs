using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Orders.Access;

/// <summary>Known and unknown addresses take the same path: orders are only looked up when the mail is composed.</summary>
public sealed class SendOrderLinks(NotificationOutbox outbox, TimeProvider clock)
{
    public const string LinksKind = "order-links";
    private static readonly TimeSpan MinInterval = TimeSpan.FromMinutes(5);

    /// <summary>Does nothing if repeated within five minutes or over the recipient's limit, so that nobody can flood a mailbox.</summary>
    public Task QueueAsync(string email, CancellationToken ct)
    {
        var window = clock.GetUtcNow().Ticks / MinInterval.Ticks;
        return outbox.QueueLimitedAsync(
            LinksKind,
            $"{LinksKind}:{UnguessableCode.Hash(Order.ToEmailKey(email))}:{window}",
            email,
            orderId: null,
            maxDelay: TimeSpan.Zero,
            ct
        );
    }
}
