using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Hosting;
using Ticketing.Orders;

namespace Ticketing.Payments.Refunds;

/// <summary>Asks the provider for every refund that is written down, until it says yes or no. Each has one key: asked twice it pays back once.</summary>
public sealed partial class RefundPass(
    TicketingDbContext db, PaymentGateways gateways, SettleRefund settle, OrderBook orders, TimeProvider clock, ILogger<RefundPass> log) : IRecurringPass
{
    /// <summary>After it, another process may ask: the one that had claimed it was killed.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private const int Batch = 100;
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    public static TimeSpan Period => TimeSpan.FromSeconds(3);

    public async Task RunOnceAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var due = await db.Set<Refund>().AsNoTracking().Where(r => r.Status == RefundStatus.Pending && r.NextTryAt <= now)
            .OrderBy(r => r.NextTryAt).Take(Batch).ToListAsync(ct);
        foreach (var refund in due)
        {
            if (await ClaimAsync(refund, ct))
            {
                await TryAskAsync(refund, ct);
            }
        }
    }

    internal static TimeSpan WaitAfter(int attempts)
    {
        var wait = FirstWait * Math.Pow(2, Math.Min(attempts, 16));
        return wait < LongestWait ? wait : LongestWait;
    }

    // Moving the next try is the claim: of several processes one asks.
    private Task<bool> ClaimAsync(Refund refund, CancellationToken ct)
    {
        var until = clock.GetUtcNow() + Lease;
        return db.WriteAsync(
            async () => await db.Set<Refund>()
                .Where(r => r.Id == refund.Id && r.Status == RefundStatus.Pending && r.NextTryAt == refund.NextTryAt)
                .ExecuteUpdateAsync(set => set
                    .SetProperty(r => r.NextTryAt, until)
                    .SetProperty(r => r.Attempts, r => r.Attempts + 1), ct) == 1,
            ct: ct);
    }

    private async Task TryAskAsync(Refund refund, CancellationToken ct)
    {
        try
        {
            await AskAsync(refund, ct);
        }
        catch (PaymentProviderException error)
        {
            Unknown(log, refund.Id, refund.Attempts + 1, error);
            await settle.PostponeAsync(refund.Id, WaitAfter(refund.Attempts), error.Message, CancellationToken.None);
        }
        catch (Exception error) when (error is DbException or DatabaseBusyException)
        {
            // The claim runs out and it is asked again; the others must not wait for it.
            Unknown(log, refund.Id, refund.Attempts + 1, error);
        }
    }

    private async Task AskAsync(Refund refund, CancellationToken ct)
    {
        var payment = await db.Set<Payment>().AsNoTracking().SingleAsync(p => p.Id == refund.PaymentId, ct);
        // What was paid before payments kept the provider's name themselves is known by the order's.
        var reference = payment.Reference ?? (await orders.GetAsync(refund.OrderId, ct)).PaymentReference ?? "";
        var request = new RefundRequest(
            refund.Id, refund.OrderId, refund.IdempotencyKey, payment.SessionId!, reference, refund.Money, refund.ProviderReference,
            IsRepeated: refund.Attempts > 0);
        var state = await gateways.Of(payment.Provider).RefundAsync(request, ct);

        // Money has moved, or the provider has decided: our stopping must not lose it.
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
                await settle.WaitForAsync(refund.Id, state.Reference, WaitAfter(refund.Attempts), CancellationToken.None);
                break;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refund {RefundId}: it is not known what became of attempt {Attempt}; the provider is asked again")]
    private static partial void Unknown(ILogger logger, Guid refundId, int attempt, Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Refund {RefundId} of order {OrderId} was refused by the provider: staff have to decide")]
    private static partial void Refused(ILogger logger, Guid refundId, Guid orderId);
}
