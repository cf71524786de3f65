using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Providers;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Features.Payments.Refunds;

/// <summary>Asks the provider until each refund succeeds or is refused. The idempotency key prevents double refunds.</summary>
public sealed partial class RefundJob(
    TicketingDbContext db,
    PaymentProviderRegistry providers,
    SettleRefund settle,
    OrderQueries orders,
    TimeProvider clock,
    ILogger<RefundJob> log
) : IBackgroundJob
{
    /// <summary>Then another process may retry: the one that claimed it was probably killed.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    internal static readonly Backoff RetryDelay = new(TimeSpan.FromSeconds(30), TimeSpan.FromHours(1));

    private const int BatchSize = 100;
    private static readonly DueTimeLease<Refund> Claims = new(r => r.NextTryAt, RetryDelay.MaxDelay, r => r.Attempts);

    public static TimeSpan Interval => TimeSpan.FromSeconds(3);

    public async Task<JobResult> RunOnceAsync(CancellationToken ct)
    {
        var pending = db.Set<Refund>().Where(r => r.Status == RefundStatus.Pending);
        foreach (var refund in await Claims.ListDueAsync(pending, clock.GetUtcNow(), BatchSize, ct))
        {
            var (open, until) = (pending.Where(r => r.Id == refund.Id), clock.GetUtcNow() + Lease);
            await Claims.TryRunAsync(db, open, refund, until, () => TryRequestAsync(refund, ct), ct);
        }

        return JobResult.Done;
    }

    private async Task TryRequestAsync(Refund refund, CancellationToken ct)
    {
        try
        {
            await RequestAsync(refund, ct);
        }
        catch (PaymentProviderException error)
        {
            OutcomeUnknown(log, refund.Id, refund.Attempts + 1, error);
            await settle.PostponeAsync(refund.Id, RetryDelay.GetDelay(refund.Attempts), error.Message, CancellationToken.None);
        }
#pragma warning disable CA1031 // One refund must not block the others, whatever is wrong with it. It is retried when the lease expires.
        catch (Exception error) when (error is not OperationCanceledException && !DatabaseErrors.IsUnavailable(error))
#pragma warning restore CA1031
        {
            OutcomeUnknown(log, refund.Id, refund.Attempts + 1, error);
        }
    }

    private async Task RequestAsync(Refund refund, CancellationToken ct)
    {
        var payment = await db.Set<Payment>().AsNoTracking().SingleAsync(p => p.Id == refund.PaymentId, ct);
        // Older payments have no reference of their own; the order has it.
        var reference = payment.Reference ?? (await orders.GetAsync(refund.OrderId, ct)).PaymentReference ?? "";
        var request = new RefundRequest
        {
            RefundId = refund.Id,
            OrderId = refund.OrderId,
            IdempotencyKey = refund.IdempotencyKey,
            SessionId = payment.SessionId!,
            PaymentReference = reference,
            Amount = refund.Money,
            TicketNumbers = await db.Set<RefundLine>().Where(l => l.RefundId == refund.Id).Select(l => l.Number).Order().ToListAsync(ct),
            Reference = refund.ProviderReference,
            IsRetry = refund.Attempts > 0,
        };
        var state = await providers.GetGateway(payment.Provider).RefundAsync(request, ct);

        // Not cancellable: money may have moved.
        switch (state)
        {
            case RefundState.Succeeded done:
                await settle.SucceedAsync(refund.Id, done.Reference, CancellationToken.None);
                break;
            case RefundState.Failed refused:
                Refused(log, refund.Id, refund.OrderId);
                await settle.FailAsync(refund.Id, refused, CancellationToken.None);
                break;
            default:
                await settle.MarkInProgressAsync(refund.Id, state.Reference, RetryDelay.GetDelay(refund.Attempts), CancellationToken.None);
                break;
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Refund {RefundId}: the outcome of attempt {Attempt} is unknown; it will be retried"
    )]
    private static partial void OutcomeUnknown(ILogger logger, Guid refundId, int attempt, Exception error);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Refund {RefundId} of order {OrderId} was refused by the provider: staff have to decide"
    )]
    private static partial void Refused(ILogger logger, Guid refundId, Guid orderId);
}
