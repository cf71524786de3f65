using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.ClientBudgets;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Promotions;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Holds;

/// <summary>Changes a hold's status together with its stock, in one transaction.</summary>
public sealed class TicketHolds(
    TicketingDbContext db,
    Stock stock,
    BudgetClaims budgets,
    PromoCodeUses codes,
    HoldMetrics metrics,
    TimeProvider clock
)
{
    public Task<Hold?> FindAsync(string code, CancellationToken ct) => WithLines.FirstOrDefaultAsync(h => h.Code == code, ct);

    public Task<Hold> GetAsync(Guid id, CancellationToken ct) => WithLines.SingleAsync(h => h.Id == id, ct);

    /// <summary>Must come first in every write on a hold's sale (hold, order, payments): serializes them and prevents deadlocks.</summary>
    public Task LockAsync(Guid id, CancellationToken ct) => LockAsync(h => h.Id == id, ct);

    /// <summary>As <see cref="LockAsync(Guid, CancellationToken)"/>, and reads the hold once it is locked.</summary>
    /// <param name="isIt">By something that never changes.</param>
    internal async Task<Hold?> FindLockedAsync(Expression<Func<Hold, bool>> isIt, CancellationToken ct)
    {
        await LockAsync(isIt, ct);
        return await WithLines.FirstOrDefaultAsync(isIt, ct);
    }

    /// <summary>Keeps the hold until at least <paramref name="deadline"/>; from now on only the payment ends it.</summary>
    /// <returns>False if it has ended.</returns>
    public Task<bool> BeginPaymentAsync(Guid id, DateTimeOffset deadline, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return db.WriteAsync(
            async () =>
                await db.Set<Hold>()
                    .Where(h => h.Id == id && (h.Status == HoldStatus.InPayment || (h.Status == HoldStatus.Live && h.ExpiresAt > now)))
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(h => h.Status, HoldStatus.InPayment)
                                .SetProperty(h => h.ExpiresAt, h => h.ExpiresAt > deadline ? h.ExpiresAt : deadline),
                        ct
                    ) == 1,
            ct: ct
        );
    }

    /// <summary>Keeps a hold that is not being paid for until at least <paramref name="deadline"/>.</summary>
    /// <returns>False if it has ended.</returns>
    public Task<bool> ExtendAsync(Guid id, DateTimeOffset deadline, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return db.WriteAsync(
            async () =>
                await db.Set<Hold>()
                    .Where(h => h.Id == id && h.Status == HoldStatus.Live && h.ExpiresAt > now)
                    .ExecuteUpdateAsync(set => set.SetProperty(h => h.ExpiresAt, h => h.ExpiresAt > deadline ? h.ExpiresAt : deadline), ct)
                == 1,
            ct: ct
        );
    }

    /// <summary>For a payment that can no longer succeed. The hold becomes live again, so that the buyer can retry, or expires.</summary>
    public Task EndPaymentAsync(Guid id, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                if (await ChangeStatusAsync(id, HoldStatus.InPayment, HoldStatus.Live, ct))
                {
                    await ExpireAsync(id, ct);
                }
            },
            ct
        );

    /// <summary>Safe to repeat. Never releases a hold in payment.</summary>
    public Task<bool> ReleaseAsync(Guid id, CancellationToken ct) => EndAndReleaseStockAsync(id, HoldStatus.Live, HoldStatus.Released, ct);

    /// <summary>
    /// For a hold that is replaced in the caller's transaction. The replacement takes over its stock and its part of the budgets.
    /// </summary>
    /// <returns>False if it has ended or is in payment: roll back.</returns>
    internal Task<bool> EndReplacedAsync(Guid id, CancellationToken ct) => ChangeStatusAsync(id, HoldStatus.Live, HoldStatus.Released, ct);

    /// <summary>Holds to expire now. The background job expires them too, but may lag.</summary>
    public IQueryable<Hold> Due()
    {
        var now = clock.GetUtcNow();
        return db.Set<Hold>().Where(h => h.Status == HoldStatus.Live && h.ExpiresAt <= now);
    }

    /// <summary>Holds from when the clock was ahead: they would keep their places until it gets there again.</summary>
    public IQueryable<Hold> PlacedInFuture()
    {
        var latest = clock.GetUtcNow() + ClockSkew.Max;
        return db.Set<Hold>().Where(h => h.Status == HoldStatus.Live && h.PlacedAt > latest);
    }

    /// <summary>
    /// Counts the tickets for the buyer's address, if the code limits what a person may have. In a transaction that has locked the hold.
    /// </summary>
    /// <returns>The limit if the person would have too many: roll back. Null if they fit.</returns>
    internal async Task<int?> ClaimPersonAsync(Hold hold, string email, CancellationToken ct)
    {
        if (hold.GetCodeUse() is not { } use)
        {
            return null;
        }

        var (key, exceeded) = await codes.ClaimPersonAsync(use, email, hold.PromoPersonKey, ct);
        if (exceeded is null && key != hold.PromoPersonKey)
        {
            await db.Set<Hold>().Where(h => h.Id == hold.Id).ExecuteUpdateAsync(set => set.SetProperty(h => h.PromoPersonKey, key), ct);
        }

        return exceeded;
    }

    /// <summary>Gives back what <see cref="ClaimPersonAsync"/> has counted, in the transaction that ends the hold.</summary>
    internal async Task ReleasePersonAsync(Hold ended, CancellationToken ct)
    {
        if (ended.GetCodeUse() is { } use)
        {
            // Its buyer may have been counted after the hold was read. Now its row is locked.
            var key = await db.Set<Hold>().Where(h => h.Id == ended.Id).Select(h => h.PromoPersonKey).SingleAsync(ct);
            await codes.ReleasePersonAsync(key, use.Tickets, ct);
        }
    }

    /// <summary>
    /// Must not run inside a write transaction. Each hold gets its own: inside the caller's they would lock other events' rows after that
    /// one's, and deadlock.
    /// </summary>
    public async Task ExpireAllAsync(IQueryable<Hold> due, CancellationToken ct)
    {
        foreach (var id in await due.Select(h => h.Id).ToListAsync(ct))
        {
            await ExpireAsync(id, ct);
        }
    }

    public Task<bool> ExpireAsync(Guid id, CancellationToken ct) => EndAndReleaseStockAsync(id, HoldStatus.Live, HoldStatus.Expired, ct);

    /// <summary>Runs inside the caller's transaction.</summary>
    /// <param name="hold">Read once it was locked.</param>
    /// <returns>False if the hold has ended or the event is cancelled: roll back.</returns>
    public async Task<bool> SellOpenAsync(Hold hold, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var open = db.Set<Hold>().Where(h => h.Status == HoldStatus.InPayment || (h.Status == HoldStatus.Live && h.ExpiresAt > now));
        return await EndAsSoldAsync(open, hold.Id, ct) && await SellHeldAsync(hold, ct);
    }

    /// <summary>As <see cref="SellOpenAsync"/>, but if the hold has already ended, sells from the remaining stock instead.</summary>
    /// <returns>False if not enough is left, of its code either, or the event is cancelled: roll back.</returns>
    public async Task<bool> SellPaidAsync(Hold hold, CancellationToken ct)
    {
        var held = db.Set<Hold>().Where(h => h.Status == HoldStatus.Live || h.Status == HoldStatus.InPayment);
        return await EndAsSoldAsync(held, hold.Id, ct)
            ? await SellHeldAsync(hold, ct)
            : await stock.SellAsync(hold.EventId, hold.GetStockLines(), ct) is StockResult.Taken
                && (hold.GetCodeUse() is not { } use || await codes.TryTakeAgainAsync(use, hold.PromoPersonKey, ct))
                && await EndAsSoldAsync(db.Set<Hold>(), hold.Id, ct);
    }

    private IQueryable<Hold> WithLines => db.Set<Hold>().AsNoTracking().Include(h => h.Lines.OrderBy(l => l.Position));

    private async Task LockAsync(Expression<Func<Hold, bool>> isIt, CancellationToken ct)
    {
        if (db.HasRowLocks)
        {
            await db.Set<Hold>().Where(isIt).Select(h => h.Id).ForUpdate().ToListAsync(ct);
        }
    }

    private async Task<bool> EndAsSoldAsync(IQueryable<Hold> holds, Guid id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var changed = await holds
            .Where(h => h.Id == id)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(h => h.Status, HoldStatus.Sold)
                        .SetProperty(h => h.EndedAt, now)
                        .SetProperty(h => h.AddressKey, (string?)null),
                ct
            );
        return CountEnded(changed == 1, HoldStatus.Sold);
    }

    private async Task<bool> SellHeldAsync(Hold hold, CancellationToken ct) =>
        await stock.SellHeldAsync(hold.EventId, hold.GetStockLines(), ct) && await CountPaidAsync(hold, ct);

    private Task<bool> EndAndReleaseStockAsync(Guid id, HoldStatus from, HoldStatus to, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                // Read first: the hold forgets its client when it ends.
                var hold = await GetAsync(id, ct);
                var moved = await ChangeStatusAsync(id, from, to, ct);
                if (moved)
                {
                    await stock.ReleaseHeldAsync(hold.EventId, hold.GetStockLines(), ct);
                    await ReleaseCodeAsync(hold, ct);
                    if (hold.GetBudgetClient() is { } client)
                    {
                        await budgets.ReleaseAsync(client, hold.Lines.Sum(line => line.Quantity), ct);
                    }
                }

                return moved;
            },
            ct: ct
        );

    private async Task ReleaseCodeAsync(Hold hold, CancellationToken ct)
    {
        if (hold.GetCodeUse() is { } use)
        {
            await codes.ReleaseAsync(use, ct);
            await ReleasePersonAsync(hold, ct);
        }
    }

    private async Task<bool> CountPaidAsync(Hold hold, CancellationToken ct)
    {
        if (hold.GetBudgetClient() is { } client)
        {
            var paid = hold.Lines.Where(line => line.FaceValue > 0).Sum(line => line.Quantity);
            await budgets.SettleAsync(client, released: hold.Lines.Sum(line => line.Quantity), paid, ct);
        }

        return true;
    }

    private async Task<bool> ChangeStatusAsync(Guid id, HoldStatus from, HoldStatus to, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var latest = now + ClockSkew.Max;
        var ends = to is HoldStatus.Released or HoldStatus.Expired;
        DateTimeOffset? endedAt = ends ? now : null;
        var changed = await db.Set<Hold>()
            .Where(h => h.Id == id && h.Status == from && (to != HoldStatus.Expired || h.ExpiresAt <= now || h.PlacedAt > latest))
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(h => h.Status, to)
                        .SetProperty(h => h.EndedAt, endedAt)
                        .SetProperty(h => h.AddressKey, h => ends ? null : h.AddressKey),
                ct
            );
        return ends ? CountEnded(changed == 1, to) : changed == 1;
    }

    private bool CountEnded(bool hasEnded, HoldStatus status)
    {
        if (hasEnded)
        {
            db.AfterCommit(() => metrics.CountEnded(status));
        }

        return hasEnded;
    }
}
