using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Keys;
using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Features.Promotions;

/// <summary>
/// The only statements that change how much of a code is used: conditional ones in the transaction that changes the stock, after it, with
/// the table's CHECK constraints as last defence. Several codes are updated by ascending id, to avoid deadlocks.
/// </summary>
public sealed class PromoCodeUses(TicketingDbContext db, KeyedHash hash, TimeProvider clock)
{
    /// <summary>Gives back what replaced holds use, and takes what the new one does.</summary>
    /// <param name="wanted">Null if the new one uses no code.</param>
    /// <param name="code">As its price was calculated; null if <paramref name="wanted"/> is.</param>
    /// <returns>Null if it was taken; else roll back.</returns>
    public async Task<CodeRefusal?> ReplaceAsync(
        IReadOnlyCollection<CodeUse> replaced,
        CodeUse? wanted,
        PromoCode? code,
        CancellationToken ct
    )
    {
        foreach (var codeId in replaced.Select(use => use.CodeId).Append(wanted?.CodeId ?? Guid.Empty).Distinct().Order())
        {
            var own = Sum(codeId, replaced);
            if (codeId != wanted?.CodeId)
            {
                await ReleaseAsync(own, ct);
            }
            else if (!await TryTakeAsync(wanted, own, code!, ct))
            {
                return await FindRefusalAsync(wanted, own, code!, ct);
            }
        }

        return null;
    }

    /// <summary>Frees nothing if the code was deleted.</summary>
    public Task ReleaseAsync(CodeUse use, CancellationToken ct) => AddAsync(db.Set<PromoCode>(), use, -1, ct);

    /// <summary>As <see cref="ReleaseAsync"/>, for refunded tickets: only if the code says so.</summary>
    public async Task<bool> ReturnRefundedAsync(CodeUse use, CancellationToken ct) =>
        await AddAsync(db.Set<PromoCode>().Where(c => c.ReturnsOnRefund), use, -1, ct) == 1;

    /// <summary>For a payment that arrives after the hold has ended, whatever has become of the code.</summary>
    /// <returns>False if others have used it up: roll back.</returns>
    public async Task<bool> TryTakeAgainAsync(CodeUse use, string? personKey, CancellationToken ct)
    {
        if (await AddAsync(WithRoom(use, CodeUse.None(use.CodeId)), use, 1, ct) == 1)
        {
            await AddPersonAsync(personKey, use.Tickets, ct);
            return true;
        }

        return !await db.Set<PromoCode>().AnyAsync(c => c.Id == use.CodeId, ct);
    }

    /// <summary>Counts the tickets for an email address, if the code limits what a person may have.</summary>
    /// <param name="key">Of the address that they were counted for before; null if they were not.</param>
    /// <returns>The key to remember, or the limit if the person would have too many: roll back.</returns>
    public async Task<(string? Key, int? ExceededLimit)> ClaimPersonAsync(CodeUse use, string email, string? key, CancellationToken ct)
    {
        var limit = await db.Set<PromoCode>().Where(c => c.Id == use.CodeId).Select(c => c.MaxPerPerson).FirstOrDefaultAsync(ct);
        var wanted = limit is null ? null : await hash.ComputeAsync($"promo|{use.CodeId}|email|{EmailAddress.ToMailboxKey(email)}", ct);
        if (wanted == key)
        {
            return (key, null);
        }

        await ReleasePersonAsync(key, use.Tickets, ct);
        return wanted is null || await TryAddPersonAsync(wanted, use, limit!.Value, ct) ? (wanted, null) : (key, limit);
    }

    /// <param name="key">Null if they were counted for nobody.</param>
    public async Task ReleasePersonAsync(string? key, int tickets, CancellationToken ct)
    {
        if (key is not null)
        {
            await db.Set<PromoCodePerson>()
                .Where(p => p.Key == key && p.Tickets >= tickets)
                .ExecuteUpdateAsync(set => set.SetProperty(p => p.Tickets, p => p.Tickets - tickets), ct);
        }
    }

    private static CodeUse Sum(Guid codeId, IEnumerable<CodeUse> uses) =>
        uses.Where(use => use.CodeId == codeId)
            .Aggregate(
                CodeUse.None(codeId),
                (sum, use) => new CodeUse(codeId, sum.Tickets + use.Tickets, sum.Orders + use.Orders, sum.Discount + use.Discount)
            );

    private async Task<bool> TryTakeAsync(CodeUse wanted, CodeUse own, PromoCode code, CancellationToken ct)
    {
        var (now, version) = (clock.GetUtcNow(), code.Version);
        var current = WithRoom(wanted, own)
            .Where(c => c.Version == version && c.EndedAt == null)
            .Where(c => (c.StartsAt == null || c.StartsAt <= now) && (c.EndsAt == null || c.EndsAt > now));
        var more = new CodeUse(wanted.CodeId, wanted.Tickets - own.Tickets, wanted.Orders - own.Orders, wanted.Discount - own.Discount);
        return await AddAsync(current, more, 1, ct) == 1;
    }

    private IQueryable<PromoCode> WithRoom(CodeUse wanted, CodeUse own)
    {
        var (tickets, orders, discount) = (wanted.Tickets - own.Tickets, wanted.Orders - own.Orders, wanted.Discount - own.Discount);
        return db.Set<PromoCode>()
            .Where(c => c.MaxTickets == null || c.UsedTickets + tickets <= c.MaxTickets)
            .Where(c => c.MaxOrders == null || c.UsedOrders + orders <= c.MaxOrders)
            .Where(c => c.Budget == null || c.UsedBudget + discount <= c.Budget);
    }

    private static Task<int> AddAsync(IQueryable<PromoCode> codes, CodeUse use, int sign, CancellationToken ct)
    {
        var (tickets, orders, discount) = (sign * use.Tickets, sign * use.Orders, sign * use.Discount);
        return codes
            .Where(c => c.Id == use.CodeId)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(c => c.UsedTickets, c => c.UsedTickets + tickets)
                        .SetProperty(c => c.UsedOrders, c => c.UsedOrders + orders)
                        .SetProperty(c => c.UsedBudget, c => c.UsedBudget + discount),
                ct
            );
    }

    private async Task<CodeRefusal> FindRefusalAsync(CodeUse wanted, CodeUse own, PromoCode code, CancellationToken ct)
    {
        var current = await db.Set<PromoCode>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == code.Id, ct);
        return current is null
            ? new CodeRefusal.Ended()
            : current.FindRefusal(clock.GetUtcNow(), own) ?? current.FindShortage(wanted, own) ?? new CodeRefusal.Changed();
    }

    private async Task<bool> TryAddPersonAsync(string key, CodeUse use, int limit, CancellationToken ct)
    {
        if (use.Tickets > limit)
        {
            return false;
        }

        var person = new PromoCodePerson
        {
            Key = key,
            PromoCodeId = use.CodeId,
            Tickets = use.Tickets,
        };
        return await db.InsertIfNewAsync(person, nameof(PromoCodePerson.Key), ct)
            || await db.Set<PromoCodePerson>()
                .Where(p => p.Key == key && p.Tickets + use.Tickets <= limit)
                .ExecuteUpdateAsync(set => set.SetProperty(p => p.Tickets, p => p.Tickets + use.Tickets), ct) == 1;
    }

    private async Task AddPersonAsync(string? key, int tickets, CancellationToken ct)
    {
        if (key is not null)
        {
            await db.Set<PromoCodePerson>()
                .Where(p => p.Key == key)
                .ExecuteUpdateAsync(set => set.SetProperty(p => p.Tickets, p => p.Tickets + tickets), ct);
        }
    }
}
