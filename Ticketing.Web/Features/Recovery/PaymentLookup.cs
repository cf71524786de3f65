using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Recovery;

namespace Ticketing.Features.Recovery;

/// <summary>
/// How far the lookup of payments since a backup is, in the row of the restore. One process at a time works on it; if that is killed,
/// another goes on when its lease has ended, or at once if there is only one.
/// </summary>
public sealed class PaymentLookup(TicketingDbContext db, TimeProvider clock)
{
    /// <summary>Longer than reading a slice takes. Renewed with each change.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(15);

    public static readonly TimeSpan RetryDelay = TimeSpan.FromMinutes(1);

    private Guid id;
    private DateTimeOffset lease;

    /// <summary>Payments that the provider took before this time are done.</summary>
    public DateTimeOffset Cursor { get; private set; }

    /// <summary>As decided, or of the lookup that was claimed.</summary>
    public bool IsRehearsal { get; private set; }

    /// <summary>The first answer stays: a rehearsal leaves out what a restore that counts must do, and the other way round.</summary>
    public async Task DecideAsync(bool isRehearsal, CancellationToken ct)
    {
        var pending = db.Set<Restore>().Where(r => r.FinishedAt == null);
        await db.WriteAsync(
            () => pending.Where(r => r.IsRehearsal == null).ExecuteUpdateAsync(set => set.SetProperty(r => r.IsRehearsal, isRehearsal), ct),
            ct: ct
        );
        IsRehearsal = await pending.AnyAsync(r => r.IsRehearsal == true, ct);
    }

    /// <summary>Begins anew, or makes one that waits due. Does nothing to one that goes on.</summary>
    public Task StartAsync(Restore restore, DateTimeOffset from, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(restore);
        var now = clock.GetUtcNow();
        var row = db.Set<Restore>().Where(r => r.Id == restore.Id && r.FinishedAt == null);
        return db.WriteAsync(
            async () =>
            {
                await row.Where(r => r.IsProviderSilent || r.HasLookupFailed)
                    .ExecuteUpdateAsync(set => set.SetProperty(r => r.LookupDueAt, now), ct);
                var begun = await row.Where(r => r.LookupDueAt == null)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(r => r.LookupDueAt, now)
                                .SetProperty(r => r.PaymentsCheckedAt, (DateTimeOffset?)null)
                                .SetProperty(r => r.PaymentsCheckedUntil, from)
                                .SetProperty(r => r.Rebuilt, 0)
                                .SetProperty(r => r.Repaired, 0)
                                .SetProperty(r => r.Differences, 0),
                        ct
                    );
                return begun == 0 ? 0 : await db.Set<LostPayment>().ExecuteDeleteAsync(ct);
            },
            ct: ct
        );
    }

    /// <returns>False if nothing is due, or another process works on it.</returns>
    public async Task<bool> TryClaimAsync(Restore restore, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(restore);
        var now = clock.GetUtcNow();
        var read = await db.Set<Restore>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == restore.Id, ct);
        if (
            read is not { LookupDueAt: { } dueAt, PaymentsCheckedUntil: { } cursor }
            || (dueAt > now && dueAt <= now + Lease + ClockSkew.Max)
        )
        {
            return false;
        }

        (id, lease, Cursor, IsRehearsal) = (restore.Id, dueAt, cursor, read.IsRehearsal == true);
        return await TryUpdateAsync(
            now + Lease,
            set => set.SetProperty(r => r.IsProviderSilent, false).SetProperty(r => r.HasLookupFailed, false),
            ct
        );
    }

    /// <returns>False if the lease has ended or the venue was opened. The same for the other changes.</returns>
    public Task<bool> TryCountAsync(int rebuilt, int repaired, CancellationToken ct) =>
        TryUpdateAsync(
            clock.GetUtcNow() + Lease,
            set => set.SetProperty(r => r.Rebuilt, r => r.Rebuilt + rebuilt).SetProperty(r => r.Repaired, r => r.Repaired + repaired),
            ct
        );

    public Task<bool> TryAdvanceAsync(DateTimeOffset cursor, int differences, CancellationToken ct)
    {
        Cursor = cursor;
        return TryUpdateAsync(
            clock.GetUtcNow() + Lease,
            set => set.SetProperty(r => r.PaymentsCheckedUntil, cursor).SetProperty(r => r.Differences, r => r.Differences + differences),
            ct
        );
    }

    /// <summary>At startup of the only process on the database: nobody else works on it.</summary>
    public Task ReclaimAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return db.IsSingleProcess
            ? db.WriteAsync(
                () =>
                    db.Set<Restore>()
                        .Where(r => r.FinishedAt == null && r.LookupDueAt != null)
                        .ExecuteUpdateAsync(set => set.SetProperty(r => r.LookupDueAt, now), ct),
                ct: ct
            )
            : Task.CompletedTask;
    }

    /// <param name="isProviderSilent">False after an error of this program.</param>
    public Task<bool> TryPostponeAsync(bool isProviderSilent) =>
        TryUpdateAsync(
            clock.GetUtcNow() + RetryDelay,
            set => set.SetProperty(r => r.IsProviderSilent, isProviderSilent).SetProperty(r => r.HasLookupFailed, !isProviderSilent),
            CancellationToken.None
        );

    /// <summary>For the next run to go on at once.</summary>
    public Task<bool> TryReleaseAsync() => TryUpdateAsync(clock.GetUtcNow(), set => { }, CancellationToken.None);

    private async Task<bool> TryUpdateAsync(DateTimeOffset dueAt, Action<UpdateSettersBuilder<Restore>> change, CancellationToken ct)
    {
        var held = lease;
        var claimed = db.Set<Restore>().Where(r => r.Id == id && r.LookupDueAt == held && r.FinishedAt == null);
        var updated = await db.WriteAsync(
            () =>
                claimed.ExecuteUpdateAsync(
                    set =>
                    {
                        set.SetProperty(r => r.LookupDueAt, (DateTimeOffset?)dueAt);
                        change(set);
                    },
                    ct
                ),
            ct: ct
        );
        lease = dueAt;
        return updated == 1;
    }
}
