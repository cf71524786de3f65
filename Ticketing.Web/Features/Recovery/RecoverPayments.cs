using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Payments.Reconciliation;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Recovery;

namespace Ticketing.Features.Recovery;

/// <param name="Payment">Paid at the provider, without an order here.</param>
public sealed record LostPayment(PaymentDifference Payment, RebuildOutcome Reason);

public abstract record RecoveredPayments
{
    /// <param name="Rebuilt">Orders that were put back.</param>
    /// <param name="Repaired">Other records that were taken over from the provider.</param>
    /// <param name="Lost">To be refunded at the provider.</param>
    /// <param name="Remaining">Other differences, which staff decide on the page of payments.</param>
    public sealed record Completed(int Rebuilt, int Repaired, IReadOnlyList<LostPayment> Lost, IReadOnlyList<PaymentDifference> Remaining)
        : RecoveredPayments;

    /// <summary>Nobody can be asked: no payment provider has records of its own.</summary>
    public sealed record NoProvider : RecoveredPayments;

    /// <summary>It does not answer. Nothing is lost by trying again.</summary>
    public sealed record ProviderUnavailable : RecoveredPayments;

    public sealed record TooManyRecords(int Limit) : RecoveredPayments;
}

/// <summary>Brings a restored database to the state of the payment provider.</summary>
public sealed class RecoverPayments(
    TicketingDbContext db,
    PaymentProviderRegistry providers,
    PaymentReconciliation reconciliation,
    RepairDifference repair,
    RebuildOrder rebuild,
    SettlePayment settle,
    AuditTrail audit,
    TimeProvider clock
)
{
    /// <summary>A refund that is taken over may leave tickets to void.</summary>
    private const int MaxRounds = 4;

    /// <summary>Before the backup, for payments that were under way.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromHours(2);

    /// <remarks>Safe to repeat.</remarks>
    public async Task<RecoveredPayments> RecoverAsync(Restore restore, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(restore);
        if (providers.FindLedger(reconciliation.Provider) is not { } ledger)
        {
            return await FinishAsync(restore, new RecoveredPayments.NoProvider(), ct);
        }

        try
        {
            await SettleOpenAsync(ct);
            var period = new ReconciliationPeriod(restore.BackupCreatedAt - Margin, clock.GetUtcNow().AddMinutes(1));
            var result = await ApplyAsync(ledger, period, ct);
            return result is RecoveredPayments.Completed ? await FinishAsync(restore, result, ct) : result;
        }
        catch (PaymentProviderException)
        {
            return new RecoveredPayments.ProviderUnavailable();
        }
    }

    private async Task SettleOpenAsync(CancellationToken ct)
    {
        foreach (var payment in await db.Set<Payment>().AsNoTracking().Unsettled().ToListAsync(ct))
        {
            try
            {
                await settle.SettleAsync(payment, ct);
            }
            catch (PaymentProviderException)
            {
                // One must not keep the venue closed. If the provider is down, the next call fails too; otherwise the difference is shown.
            }
        }
    }

    private async Task<RecoveredPayments> ApplyAsync(IProviderLedger ledger, ReconciliationPeriod period, CancellationToken ct)
    {
        var (rebuilt, repaired) = (0, 0);
        for (var round = 1; ; round++)
        {
            var found = await reconciliation.ReconcileAsync(period, ct);
            if (found is not ReconciliationOutcome.Completed)
            {
                return found is ReconciliationOutcome.TooManyRecords many
                    ? new RecoveredPayments.TooManyRecords(many.Limit)
                    : new RecoveredPayments.ProviderUnavailable();
            }

            var (now, lost) = await ApplyAsync(ledger, found.Differences, ct);
            (rebuilt, repaired) = (rebuilt + now.Rebuilt, repaired + now.Repaired);
            if (now == default || round == MaxRounds)
            {
                var remaining = found.Differences.Where(d => d.Kind != PaymentDifferenceKind.PaymentNotFoundLocally);
                return new RecoveredPayments.Completed(rebuilt, repaired, lost, [.. remaining]);
            }
        }
    }

    private async Task<((int Rebuilt, int Repaired) Changes, List<LostPayment> Lost)> ApplyAsync(
        IProviderLedger ledger,
        IEnumerable<PaymentDifference> differences,
        CancellationToken ct
    )
    {
        var (rebuilt, repaired) = (0, 0);
        List<LostPayment> lost = [];
        foreach (var difference in differences)
        {
            if (difference.Kind == PaymentDifferenceKind.PaymentNotFoundLocally)
            {
                var outcome = await RebuildAsync(ledger, difference, ct);
                rebuilt += outcome == RebuildOutcome.Rebuilt ? 1 : 0;
                lost.AddRange(outcome is { } reason and not RebuildOutcome.Rebuilt ? [new LostPayment(difference, reason)] : []);
            }
            else if (await repair.RepairAsync(difference.Kind, difference.About, ct) is RepairOutcome.Repaired)
            {
                repaired++;
            }
        }

        return ((rebuilt, repaired), lost);
    }

    /// <returns>Null if nothing is left to refund.</returns>
    private async Task<RebuildOutcome?> RebuildAsync(IProviderLedger ledger, PaymentDifference difference, CancellationToken ct) =>
        await ledger.FindPaymentAsync(difference.About, ct) is { Status: ProviderPaymentStatus.Paid } payment
        && payment.Refunded < payment.Amount.MinorUnits
            ? await rebuild.RebuildAsync(ledger, payment, ct)
            : null;

    private async Task<RecoveredPayments> FinishAsync(Restore restore, RecoveredPayments result, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await db.WriteAsync(
            () =>
                db.Set<Restore>()
                    // A backup that was made while the venue was closed brings its own restore with it.
                    .Where(r => r.FinishedAt == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(r => r.PaymentsCheckedAt, now), ct),
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
                done?.Rebuilt,
                done?.Repaired,
                ToRefund = done?.Lost.Count,
                Differences = done?.Remaining.Count,
            },
            ct
        );
        return result;
    }
}
