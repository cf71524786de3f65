namespace Ticketing.Tests.Support.FakeStripe.Api;

internal sealed record RefundOrder(FakeCharge Charge, long? Amount, string? Reason, IReadOnlyDictionary<string, string> Metadata);

internal static class RefundDesk
{
    /// <exception cref="Refusal">The charge cannot be refunded by that amount.</exception>
    public static FakeRefund Open(Account account, RefundOrder order)
    {
        var charge = order.Charge;
        var left = charge.Intent.Amount - charge.AmountRefunded;
        Check(order, left);
        RefundFate? fate = account.RefundFates.TryDequeue(out var scripted) ? scripted : null;
        if (fate == RefundFate.Refused)
        {
            throw new Refusal(400, "Insufficient funds in your Stripe balance to refund this amount.", "balance_insufficient");
        }

        var refund = Begin(account, order, left, fate is null ? RefundStatus.Succeeded : RefundStatus.Pending);
        if (fate == RefundFate.Failed)
        {
            Fail(account, refund, "unknown");
        }

        return refund;
    }

    private static FakeRefund Begin(Account account, RefundOrder order, long left, RefundStatus status)
    {
        var charge = order.Charge;
        var refund = account.Refunds.Add(new FakeRefund
        {
            Id = Account.NewId(charge.Method.IsCard ? "re_3" : "pyr_1"),
            CreatedAt = account.Now,
            Charge = charge,
            Amount = order.Amount ?? left,
            Reason = order.Reason,
            Metadata = order.Metadata,
            Status = status,
        });
        charge.AmountRefunded += refund.Amount;
        refund.Movement = account.Book(charge.Method.IsCard ? "refund" : "payment_refund", -refund.Amount, 0, charge.Intent.Currency, refund);
        Tell(account, refund, "refund.created");
        account.Raise("charge.refunded", charge.Id, Rendering.Charge(charge, Expansion.None));
        if (charge is { IsRefunded: true, Dispute: { IsInquiry: true, IsOver: false } inquiry })
        {
            DisputeDesk.Close(account, inquiry, won: true);
        }

        return refund;
    }

    public static void Succeed(Account account, FakeRefund refund)
    {
        Require(refund, RefundStatus.Pending);
        refund.Status = RefundStatus.Succeeded;
        Tell(account, refund, "refund.updated", "charge.refund.updated");
    }

    /// <summary>The bank returns the money, even days after success.</summary>
    public static void Fail(Account account, FakeRefund refund, string reason)
    {
        Require(refund, RefundStatus.Pending, RefundStatus.Succeeded);
        refund.Status = RefundStatus.Failed;
        refund.FailureReason = reason;
        refund.Charge.AmountRefunded -= refund.Amount;
        refund.ReturnMovement = account.Book("refund_failure", refund.Amount, 0, refund.Charge.Intent.Currency, refund);
        Tell(account, refund, "refund.updated", "charge.refund.updated", "refund.failed");
    }

    private static void Tell(Account account, FakeRefund refund, params ReadOnlySpan<string> types)
    {
        foreach (var type in types)
        {
            account.Raise(type, refund.Id, Rendering.Refund(refund, Expansion.None));
        }
    }

    private static void Check(RefundOrder order, long left)
    {
        var charge = order.Charge;
        if (charge.Succeeded != true)
        {
            throw new Refusal(400, $"This PaymentIntent ({charge.Intent}) does not have a successful charge to refund.", param: "payment_intent");
        }

        if (charge.Dispute is { IsRefundable: false })
        {
            throw new Refusal(400, $"Charge {charge} has been charged back; cannot issue a refund.", "charge_disputed");
        }

        if (left == 0)
        {
            throw new Refusal(400, $"Charge {charge} has already been refunded.", "charge_already_refunded");
        }

        if (order.Amount > left)
        {
            var currency = charge.Intent.Currency;
            throw new Refusal(400, $"Refund amount ({Currencies.Text(currency, order.Amount.Value)}) is greater than unrefunded amount on charge ({Currencies.Text(currency, left)})", param: "amount");
        }
    }

    private static void Require(FakeRefund refund, params ReadOnlySpan<RefundStatus> allowed)
    {
        if (!allowed.Contains(refund.Status))
        {
            throw new InvalidOperationException($"{refund} is {refund.Status}.");
        }
    }
}
