using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Features.Payments.Checkout;

/// <summary>Settles every payment in the end, even if the buyer never returns or a process is killed.</summary>
public sealed partial class PaymentSettlementJob(
    TicketingDbContext db,
    SettlePayment settle,
    TimeProvider clock,
    ILogger<PaymentSettlementJob> log
) : IBackgroundJob
{
    public static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(20);

    /// <summary>For payments that a bank takes days to confirm.</summary>
    public static readonly TimeSpan ProcessingCheckInterval = TimeSpan.FromMinutes(10);

    private const int BatchSize = 100;
    private static readonly DueTimeLease<Payment> Claims = new(p => p.NextCheckAt, ProcessingCheckInterval);

    public static TimeSpan Interval => TimeSpan.FromSeconds(5);

    /// <summary>Every <see cref="CheckInterval"/>, and once exactly at the deadline.</summary>
    internal static DateTimeOffset GetNextCheck(DateTimeOffset now, DateTimeOffset deadline) =>
        now < deadline && deadline < now + CheckInterval ? deadline : now + CheckInterval;

    public async Task<JobResult> RunOnceAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var payment in await Claims.ListDueAsync(db.Set<Payment>().Unsettled(), now, BatchSize, ct))
        {
            var next = payment.ProcessingSince is null ? GetNextCheck(now, payment.Deadline) : now + ProcessingCheckInterval;
            var open = db.Set<Payment>().Where(p => p.Id == payment.Id);
            await Claims.TryRunAsync(db, open, payment, next, () => TrySettleAsync(payment, ct), ct);
        }

        return JobResult.Done;
    }

    private async Task TrySettleAsync(Payment payment, CancellationToken ct)
    {
        try
        {
            await settle.SettleAsync(payment, ct);
        }
#pragma warning disable CA1031 // One payment must not block the others, whatever is wrong with it.
        catch (Exception error) when (error is not OperationCanceledException && !DatabaseErrors.IsUnavailable(error))
#pragma warning restore CA1031
        {
            SettlementFailed(log, payment.Id, error);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Payment {PaymentId} could not be settled; it will be retried")]
    private static partial void SettlementFailed(ILogger logger, Guid paymentId, Exception error);
}
