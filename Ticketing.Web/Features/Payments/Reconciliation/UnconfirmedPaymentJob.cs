using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Payments.Providers;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Features.Payments.Reconciliation;

/// <summary>Marks payments that are paid here, but not at the provider, so that staff are told without opening the comparison.</summary>
[DelayedStart]
public sealed partial class UnconfirmedPaymentJob(
    TicketingDbContext db,
    PaymentReconciliation reconciliation,
    DifferenceFinder finder,
    TimeProvider clock,
    ILogger<UnconfirmedPaymentJob> log
) : IBackgroundJob
{
    private static readonly TimeSpan LookBack = TimeSpan.FromDays(7);

    public static TimeSpan Interval => TimeSpan.FromHours(6);

    public async Task<JobResult> RunOnceAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();

        // Ends later than the run, so that payments made during it are asked about once more.
        var period = new ReconciliationPeriod(now - LookBack, now.AddHours(1));
        switch (await reconciliation.ReconcileAsync(period, ReconciliationLimits.ForJob, ct))
        {
            case ReconciliationOutcome.Completed compared:
                await UpdateAsync(compared, now, ct);
                break;
            case ReconciliationOutcome.TooManyRecords { Limit: var limit }:
                NotCompared(log, reconciliation.Provider, limit, LookBack.Days);
                break;
        }

        return JobResult.Done;
    }

    private async Task UpdateAsync(ReconciliationOutcome.Completed compared, DateTimeOffset now, CancellationToken ct)
    {
        var found = compared
            .Differences.Where(difference => difference.Kind == PaymentDifferenceKind.PaidLocallyOnly)
            .Select(difference => Guid.Parse(difference.About))
            .ToList();
        var marked = await db.Set<Payment>().Where(p => p.UnconfirmedSince != null).Select(p => p.Id).ToListAsync(ct);
        await MarkAsync([.. found.Except(marked)], now, ct);
        foreach (var id in marked.Except(found))
        {
            await RecheckAsync(id, ct);
        }
    }

    // It may be older than the period.
    private async Task RecheckAsync(Guid id, CancellationToken ct)
    {
        try
        {
            if (await finder.FindAsync(PaymentDifferenceKind.PaidLocallyOnly, $"{id}", ct) is null)
            {
                await MarkAsync([id], since: null, ct);
            }
        }
        catch (PaymentProviderException error)
        {
            StateUnknown(log, id, error);
        }
    }

    private Task MarkAsync(IReadOnlyList<Guid> ids, DateTimeOffset? since, CancellationToken ct) =>
        ids.Count == 0
            ? Task.CompletedTask
            : db.WriteAsync(
                () =>
                    db.Set<Payment>()
                        .Where(p => ids.Contains(p.Id))
                        .ExecuteUpdateAsync(set => set.SetProperty(p => p.UnconfirmedSince, since), ct),
                ct: ct
            );

    [LoggerMessage(Level = LogLevel.Warning, Message = "The provider did not say whether payment {PaymentId} is paid")]
    private static partial void StateUnknown(ILogger logger, Guid paymentId, Exception error);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Provider} has more than {Limit} records of the last {Days} days, so no payments were compared; it will be retried"
    )]
    private static partial void NotCompared(ILogger logger, PaymentProvider provider, int limit, int days);
}
