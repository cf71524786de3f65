using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Payments.Providers;
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

    private const int Batch = 100;

    public static TimeSpan Period => TimeSpan.FromSeconds(5);

    /// <summary>Every <see cref="CheckInterval"/>, and once exactly at the deadline.</summary>
    internal static DateTimeOffset GetNextCheck(DateTimeOffset now, DateTimeOffset deadline) =>
        now < deadline && deadline < now + CheckInterval ? deadline : now + CheckInterval;

    public async Task RunOnceAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var due = await db.Set<Payment>()
            .AsNoTracking()
            .Unsettled()
            .Where(p => p.NextCheckAt <= now)
            .OrderBy(p => p.NextCheckAt)
            .Take(Batch)
            .ToListAsync(ct);
        foreach (var payment in due)
        {
            if (await ClaimAsync(payment, now, ct))
            {
                await TrySettleAsync(payment, ct);
            }
        }
    }

    // Claims the payment by advancing NextCheckAt; only one process's conditional update matches.
    private Task<bool> ClaimAsync(Payment payment, DateTimeOffset now, CancellationToken ct)
    {
        var next = payment.ProcessingSince is null ? GetNextCheck(now, payment.Deadline) : now + ProcessingCheckInterval;
        return db.WriteAsync(
            async () =>
                await db.Set<Payment>()
                    .Where(p => p.Id == payment.Id && p.NextCheckAt == payment.NextCheckAt)
                    .ExecuteUpdateAsync(set => set.SetProperty(p => p.NextCheckAt, next), ct) == 1,
            ct: ct
        );
    }

    private async Task TrySettleAsync(Payment payment, CancellationToken ct)
    {
        try
        {
            await settle.SettleAsync(payment, ct);
        }
        catch (Exception error)
            when (error is PaymentProviderException or DatabaseBusyException
                || (error is DbException && !DatabaseErrors.IsUnavailable(error))
            )
        {
            // Must not block the other payments.
            SettlementFailed(log, payment.Id, error);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Payment {PaymentId} could not be settled; it will be retried")]
    private static partial void SettlementFailed(ILogger logger, Guid paymentId, Exception error);
}
