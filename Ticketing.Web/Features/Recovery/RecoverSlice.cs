using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Payments.Reconciliation;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Recovery;

public abstract record SliceOutcome
{
    /// <param name="Left">Differences that staff decide on later.</param>
    public sealed record Done(IReadOnlyList<PaymentDifference> Left, bool HasChanged) : SliceOutcome;

    /// <summary>Nothing was changed.</summary>
    public sealed record TooManyRecords : SliceOutcome;

    /// <summary>The time is up, or another process goes on.</summary>
    public sealed record Stopped : SliceOutcome;
}

/// <summary>Brings our records of one period to the state of the provider's. Safe to repeat.</summary>
public sealed partial class RecoverSlice(
    TicketingDbContext db,
    PaymentReconciliation reconciliation,
    RepairDifference repair,
    RebuildOrder rebuild,
    PaymentLookup lookup,
    ILogger<RecoverSlice> log
)
{
    /// <summary>A refund that is taken over may leave tickets to void.</summary>
    private const int MaxRounds = 4;

    /// <exception cref="PaymentProviderException">The provider does not answer.</exception>
    public async Task<SliceOutcome> ApplyAsync(
        IProviderLedger ledger,
        ReconciliationPeriod period,
        ReconciliationLimits limits,
        Func<bool> isTimeUp,
        CancellationToken ct
    )
    {
        var hasChanged = false;
        for (var round = 1; ; round++)
        {
            var found = await reconciliation.ReconcileAsync(period, limits, ct);
            if (found is not ReconciliationOutcome.Completed)
            {
                return found is ReconciliationOutcome.TooManyRecords
                    ? new SliceOutcome.TooManyRecords()
                    : throw new PaymentProviderException("The provider does not list its records.");
            }

            var changes = 0;
            List<PaymentDifference> unanswered = [];
            foreach (var difference in found.Differences)
            {
                var (rebuilt, repaired) = await TryApplyAsync(ledger, difference, unanswered, ct);
                changes += rebuilt + repaired;
                if (!await lookup.TryCountAsync(rebuilt, repaired, ct) || isTimeUp())
                {
                    return new SliceOutcome.Stopped();
                }
            }

            hasChanged |= changes > 0;
            if ((changes == 0 && unanswered.Count == 0) || round == MaxRounds)
            {
                var left = found.Differences.Where(d => d.Kind != PaymentDifferenceKind.PaymentNotFoundLocally || unanswered.Contains(d));
                return new SliceOutcome.Done([.. left], hasChanged);
            }
        }
    }

    /// <summary>A later slice may have freed the places of orders that an earlier one could not put back.</summary>
    /// <returns>False if the lease has ended.</returns>
    public async Task<bool> RetryAsync(IProviderLedger ledger, CancellationToken ct)
    {
        var refused = await db.Set<LostPayment>()
            .Where(p => p.Reason == RebuildOutcome.NoPlaces)
            .OrderBy(p => p.PaidAt)
            .ThenBy(p => p.Reference)
            .Select(p => p.Reference)
            .ToListAsync(ct);
        foreach (var reference in refused)
        {
            var difference = new PaymentDifference(PaymentDifferenceKind.PaymentNotFoundLocally, reference, Order: null);
            var (rebuilt, repaired) = await TryApplyAsync(ledger, difference, unanswered: [], ct);
            if (!await lookup.TryCountAsync(rebuilt, repaired, ct))
            {
                return false;
            }
        }

        return true;
    }

    // If the provider is down, the next list fails too. Otherwise one record must not keep the venue closed.
    private async Task<(int Rebuilt, int Repaired)> TryApplyAsync(
        IProviderLedger ledger,
        PaymentDifference difference,
        List<PaymentDifference> unanswered,
        CancellationToken ct
    )
    {
        try
        {
            return await ApplyAsync(ledger, difference, ct);
        }
        catch (PaymentProviderException)
        {
            unanswered.Add(difference);
            return (0, 0);
        }
#pragma warning disable CA1031 // One record must not block the others, whatever is wrong with it.
        catch (Exception error) when (error is not OperationCanceledException && !DatabaseErrors.IsUnavailable(error))
#pragma warning restore CA1031
        {
            RecordFailed(log, difference.Kind, difference.About, error);
            unanswered.Add(difference);
            return (0, 0);
        }
    }

    private async Task<(int Rebuilt, int Repaired)> ApplyAsync(IProviderLedger ledger, PaymentDifference difference, CancellationToken ct)
    {
        if (difference.Kind == PaymentDifferenceKind.PaymentNotFoundLocally)
        {
            return (await RebuildAsync(ledger, difference.About, ct) ? 1 : 0, 0);
        }

        return await repair.RepairAsync(difference.Kind, difference.About, ct) switch
        {
            RepairOutcome.Repaired => (0, 1),
            RepairOutcome.ProviderUnavailable => throw new PaymentProviderException("The provider does not answer."),
            _ => (0, 0),
        };
    }

    private async Task<bool> RebuildAsync(IProviderLedger ledger, string reference, CancellationToken ct)
    {
        var payment = await ledger.FindPaymentAsync(reference, ct);
        var isOurs =
            payment is { Status: ProviderPaymentStatus.Processing }
            || (payment is { Status: ProviderPaymentStatus.Paid } && payment.Refunded < payment.Amount.MinorUnits);
        var outcome = isOurs ? await rebuild.RebuildAsync(ledger, payment!, ct) : null;
        await db.WriteAsync(
            async () =>
            {
                await db.Set<LostPayment>().Where(p => p.Reference == reference).ExecuteDeleteAsync(ct);
                if (outcome is { } reason and not RebuildOutcome.Rebuilt)
                {
                    await db.InsertIfNewAsync(Describe(payment!, reason), nameof(LostPayment.Reference), ct);
                }
            },
            ct
        );
        return outcome == RebuildOutcome.Rebuilt;
    }

    private static LostPayment Describe(ProviderPayment payment, RebuildOutcome reason) =>
        new()
        {
            Reference = payment.Reference,
            Amount = payment.Amount.MinorUnits,
            Currency = payment.Amount.Currency,
            PaidAt = payment.CreatedAt,
            Reason = reason,
        };

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Record {About} could not be brought to the provider's state after the restore ({Kind})"
    )]
    private static partial void RecordFailed(ILogger logger, PaymentDifferenceKind kind, string about, Exception error);
}
