using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Payments.Reconciliation;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Recovery;

namespace Ticketing.Features.Recovery;

/// <summary>Brings a restored database to the state of the payment provider, one period after another, from the backup until now.</summary>
public sealed partial class RecoverPayments(
    TicketingDbContext db,
    PaymentProviderRegistry providers,
    PaymentReconciliation reconciliation,
    RecoverSlice slices,
    PaymentLookup lookup,
    SettleOpenPages pages,
    AuditTrail audit,
    TimeProvider clock,
    ILogger<RecoverPayments> log
)
{
    /// <summary>For one slice, of each kind of record.</summary>
    public const int MaxRecords = 1000;

    /// <summary>Before the backup, for payments that were under way.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromHours(2);

    /// <summary>A shorter one would not hold fewer.</summary>
    private static readonly TimeSpan MinSlice = TimeSpan.FromSeconds(1);
    private const int NoLimit = int.MaxValue - 1;
    private static readonly TimeSpan MaxSlice = TimeSpan.FromDays(31);

    /// <summary>Asks for everything since the backup, or goes on with it. Safe to repeat.</summary>
    /// <param name="isRehearsal">Counts if staff have not said it before.</param>
    /// <param name="timeout">After this time, the background job goes on.</param>
    public async Task<RecoveredPayments> RecoverAsync(Restore restore, bool isRehearsal, TimeSpan timeout, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(restore);
        await lookup.DecideAsync(isRehearsal, ct);
        if (providers.FindLedger(reconciliation.Provider) is null)
        {
            return await FindMissingProviderAsync(ct) is { } missing
                ? new RecoveredPayments.ProviderMissing(missing)
                : await FinishAsync(restore, new RecoveredPayments.NoProvider(), ct);
        }

        await lookup.StartAsync(restore, GetStart(restore), ct);
        return await ContinueAsync(restore, timeout, ct);
    }

    private async Task<PaymentProvider?> FindMissingProviderAsync(CancellationToken ct)
    {
        var withLedger = providers.ProvidersWithLedger.ToList();
        return await db.Set<Payment>()
            .Where(p => withLedger.Contains(p.Provider))
            .OrderByDescending(p => p.CreatedAt)
            .Select(p => (PaymentProvider?)p.Provider)
            .FirstOrDefaultAsync(ct);
    }

    /// <summary>Does nothing if no lookup is due.</summary>
    public async Task<RecoveredPayments> ContinueAsync(Restore restore, TimeSpan timeout, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(restore);
        if (providers.FindLedger(reconciliation.Provider) is not { } ledger || !await lookup.TryClaimAsync(restore, ct))
        {
            return new RecoveredPayments.GoesOn();
        }

        providers.IsReadOnly = lookup.IsRehearsal;
        var began = clock.GetTimestamp();
        try
        {
            if (await RunAsync(ledger, restore, () => clock.GetElapsedTime(began) > timeout, ct))
            {
                return await FinishAsync(restore, await GetResultAsync(restore, ct), ct);
            }

            await lookup.TryReleaseAsync();
            return new RecoveredPayments.GoesOn();
        }
        catch (PaymentProviderException error)
        {
            ProviderSilent(log, ledger.Provider, PaymentLookup.RetryDelay, error);
            await lookup.TryPostponeAsync(isProviderSilent: true);
            return new RecoveredPayments.ProviderUnavailable();
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await lookup.TryReleaseAsync();
            throw;
        }
#pragma warning disable CA1031 // Whatever it is, staff must be able to go on.
        catch (Exception error) when (!DatabaseErrors.IsUnavailable(error))
#pragma warning restore CA1031
        {
            LookupFailed(log, PaymentLookup.RetryDelay, error);
            await lookup.TryPostponeAsync(isProviderSilent: false);
            return new RecoveredPayments.Failed();
        }
        catch
        {
            await lookup.TryPostponeAsync(isProviderSilent: false);
            throw;
        }
    }

    /// <summary>Of the last lookup, or so far.</summary>
    public async Task<RecoveredPayments.Completed> GetResultAsync(Restore restore, CancellationToken ct)
    {
        var row = await db.Set<Restore>().AsNoTracking().SingleAsync(r => r.Id == restore.Id, ct);
        var lost = await db.Set<LostPayment>().AsNoTracking().OrderBy(p => p.PaidAt).ThenBy(p => p.Reference).ToListAsync(ct);
        return new RecoveredPayments.Completed(row.Rebuilt, row.Repaired, lost, row.Differences);
    }

    /// <returns>False if it has to go on later.</returns>
    private async Task<bool> RunAsync(IProviderLedger ledger, Restore restore, Func<bool> isTimeUp, CancellationToken ct)
    {
        if (lookup.Cursor == GetStart(restore))
        {
            // First: what is paid until then is found below.
            await pages.RunAsync(ledger, lookup.Cursor, ct);
        }

        var length = MaxSlice;
        while (true)
        {
            var (from, last) = (lookup.Cursor, TruncateToSecond(clock.GetUtcNow().AddMinutes(1)));
            var until = last - from < length ? last : from + length;
            var limits = ReconciliationLimits.ForSlice(length > MinSlice ? MaxRecords : NoLimit, restore.RestoredAt);
            var outcome = await slices.ApplyAsync(ledger, new ReconciliationPeriod(from, until), limits, isTimeUp, ct);
            if (outcome is SliceOutcome.TooManyRecords)
            {
                length = TimeSpan.FromSeconds(Math.Max(MinSlice.TotalSeconds, Math.Floor((until - from).TotalSeconds / 2)));
                continue;
            }

            var isLast = until == last;
            if (outcome is SliceOutcome.Done && isLast && !await slices.RetryAsync(ledger, ct))
            {
                return false;
            }

            if (outcome is not SliceOutcome.Done done || !await lookup.TryAdvanceAsync(until, Count(done.Left, isLast), ct))
            {
                return false;
            }

            // Something may have been paid while many changes were made.
            if (isLast && (!done.HasChanged || until >= clock.GetUtcNow()))
            {
                return true;
            }

            if (isTimeUp())
            {
                return false;
            }

            length = length < MaxSlice ? length * 2 : length;
        }
    }

    /// <summary>Every slice finds the same orders whose tickets do not match their money.</summary>
    private static int Count(IEnumerable<PaymentDifference> differences, bool isLast) =>
        differences.Count(d => isLast || d.Description.About != DifferenceSubject.LocalOrder);

    /// <summary>Whole seconds, like the times of Stripe: a payment must not fall between two slices.</summary>
    private static DateTimeOffset GetStart(Restore restore) => TruncateToSecond(restore.BackupCreatedAt - Margin);

    private static DateTimeOffset TruncateToSecond(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond));

    private async Task<RecoveredPayments> FinishAsync(Restore restore, RecoveredPayments result, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await db.WriteAsync(
            () =>
                db.Set<Restore>()
                    // A backup that was made while the venue was closed brings its own restore with it.
                    .Where(r => r.FinishedAt == null)
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(r => r.PaymentsCheckedAt, now).SetProperty(r => r.LookupDueAt, (DateTimeOffset?)null),
                        ct
                    ),
            ct: ct
        );
        var done = result as RecoveredPayments.Completed;
        await audit.RecordAsync(
            "venue.payments-recovered",
            restore.Id,
            "",
            before: null,
            new
            {
                lookup.IsRehearsal,
                done?.Rebuilt,
                done?.Repaired,
                ToRefund = done?.Lost.Count,
                Differences = done?.Remaining,
            },
            ct
        );
        return result;
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The payments since the restored backup could not be looked up at {Provider}. Trying again in {Delay}"
    )]
    private static partial void ProviderSilent(ILogger logger, PaymentProvider provider, TimeSpan delay, Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "The lookup of payments since the restored backup failed. Trying again in {Delay}")]
    private static partial void LookupFailed(ILogger logger, TimeSpan delay, Exception error);
}
