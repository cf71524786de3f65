namespace Ticketing.Tests.Support.FakeStripe.Api;

/// <summary>What is asked for when money is paid back.</summary>
internal sealed record RefundOrder(FakeCharge Charge, long? Amount, string? Reason, IReadOnlyDictionary<string, string> Metadata);

/// <summary>Money that goes back to buyers, and money of which the bank says later that it could not.</summary>
internal static class RefundDesk
{
    /// <exception cref="Refusal">There is not that much left to pay back.</exception>
    public static FakeRefund Open(Account account, RefundOrder order, RefundStatus status = RefundStatus.Succeeded)
    {
        var charge = order.Charge;
        var left = charge.Intent.Amount - charge.AmountRefunded;
        Check(order, left);
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
        account.Raise("refund.created", refund.Id, Rendering.Refund(refund, Expansion.None));
        account.Raise("charge.refunded", charge.Id, Rendering.Charge(charge, Expansion.None));
        return refund;
    }

    public static void Succeed(Account account, FakeRefund refund)
    {
        Require(refund, RefundStatus.Pending);
        refund.Status = RefundStatus.Succeeded;
        account.Raise("refund.updated", refund.Id, Rendering.Refund(refund, Expansion.None));
    }

    /// <summary>The bank sends the money back: also for a refund that had succeeded days before.</summary>
    public static void Fail(Account account, FakeRefund refund, string reason)
    {
        Require(refund, RefundStatus.Pending, RefundStatus.Succeeded);
        refund.Status = RefundStatus.Failed;
        refund.FailureReason = reason;
        refund.Charge.AmountRefunded -= refund.Amount;
        refund.ReturnMovement = account.Book("refund_failure", refund.Amount, 0, refund.Charge.Intent.Currency, refund);
        account.Raise("refund.updated", refund.Id, Rendering.Refund(refund, Expansion.None));
        account.Raise("refund.failed", refund.Id, Rendering.Refund(refund, Expansion.None));
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
