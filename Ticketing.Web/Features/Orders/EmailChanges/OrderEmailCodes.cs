using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Orders.EmailChanges;

/// <summary>One-time codes prove that whoever changes an address reads its mail.</summary>
public sealed class OrderEmailCodes(TicketingDbContext db, NotificationOutbox outbox, TimeProvider clock)
{
    public const string Kind = "order-email-code";
    public const int Digits = 6;
    private const int MaxAttempts = 5;
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>Soon after the purchase, typing mistakes are corrected without one.</summary>
    private static readonly TimeSpan FreeFor = TimeSpan.FromHours(24);

    public bool AreNeeded(Order order) => clock.GetUtcNow() >= (order.PaidAt ?? order.CreatedAt) + FreeFor;

    /// <summary>Repeated while a code is valid, it sends nothing: guesses are counted over its whole lifetime.</summary>
    /// <returns>False if the address has had too many mails lately; nothing changed.</returns>
    public Task<bool> RequestAsync(Order order, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var now = clock.GetUtcNow();
                await db.Set<OrderEmailCode>().Where(c => c.OrderId == order.Id && c.ExpiresAt <= now).ExecuteDeleteAsync(ct);
                var code = new OrderEmailCode { OrderId = order.Id, ExpiresAt = now + Lifetime };
                var key = $"{Kind}:{order.Id}:{now.UtcTicks}";
                return !await db.InsertIfNewAsync(code, nameof(OrderEmailCode.OrderId), ct)
                    || await outbox.QueueLimitedAsync(Kind, key, order.BuyerEmail, order.Id, TimeSpan.Zero, ct);
            },
            sent => sent,
            ct
        );

    /// <summary>Called when the mail is composed.</summary>
    /// <returns>Null if no code is wanted any more.</returns>
    public async Task<string?> CreateAsync(Guid orderId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        var hash = HashCode(orderId, code);
        var stored = await db.WriteAsync(
            () =>
                db.Set<OrderEmailCode>()
                    .Where(c => c.OrderId == orderId && c.ExpiresAt > now)
                    .ExecuteUpdateAsync(set => set.SetProperty(c => c.Hash, hash), ct),
            ct: ct
        );
        return stored == 1 ? code : null;
    }

    /// <summary>A right code counts once; wrong ones count too.</summary>
    public Task<bool> TryUseAsync(Guid orderId, string code, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var (now, hash) = (clock.GetUtcNow(), HashCode(orderId, code));
                var open = db.Set<OrderEmailCode>().Where(c => c.OrderId == orderId && c.ExpiresAt > now && c.Attempts < MaxAttempts);
                return await open.ExecuteUpdateAsync(set => set.SetProperty(c => c.Attempts, c => c.Attempts + 1), ct) == 1
                    && await db.Set<OrderEmailCode>().Where(c => c.OrderId == orderId && c.Hash == hash).ExecuteDeleteAsync(ct) == 1;
            },
            ct: ct
        );

    private static string HashCode(Guid orderId, string code) => UnguessableCode.Hash($"{orderId}|{code}");
}
