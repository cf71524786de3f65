namespace Ticketing.Tests.Support.FakeStripe.Api;

internal sealed record RefundParameters(FakeCharge Charge, long? Amount, string? Reason, IReadOnlyDictionary<string, string> Metadata);

internal static class RefundOperations
{
    /// <exception cref="ApiErrorException">The charge cannot be refunded by that amount.</exception>
    public static FakeRefund Open(Account account, RefundParameters order)
    {
        var charge = order.Charge;
        var left = charge.Intent.Amount - charge.AmountRefunded;
        Check(order, left);
        ScriptedRefund? fate = account.ScriptedRefunds.TryDequeue(out var scripted) ? scripted : null;
        if (fate == ScriptedRefund.Refused)
        {
            throw new ApiErrorException(400, "Insufficient funds in your Stripe balance to refund this amount.", "balance_insufficient");
        }

        var refund = AddRefund(account, order, left, fate is null ? FakeRefundStatus.Succeeded : FakeRefundStatus.Pending);
        if (fate == ScriptedRefund.Failed)
        {
            Fail(account, refund, "unknown");
        }

        return refund;
    }

    private static FakeRefund AddRefund(Account account, RefundParameters order, long left, FakeRefundStatus status)
    {
        var charge = order.Charge;
        var refund = account.Refunds.Add(
            new FakeRefund
            {
                Id = Account.NewId(charge.Method.IsCard ? "re_3" : "pyr_1"),
                CreatedAt = account.Now,
                Charge = charge,
                Amount = order.Amount ?? left,
                Reason = order.Reason,
                Metadata = order.Metadata,
                Status = status,
            }
        );
        charge.AmountRefunded += refund.Amount;
        refund.BalanceTransaction = account.AddBalanceTransaction(
            charge.Method.IsCard ? "refund" : "payment_refund",
            -refund.Amount,
            0,
            charge.Intent.Currency,
            refund
        );
        RaiseEvents(account, refund, "refund.created");
        account.RaiseEvent("charge.refunded", charge.Id, Rendering.Charge(charge, Expansion.None));
        if (charge is { IsRefunded: true, Dispute: { IsInquiry: true, IsClosed: false } inquiry })
        {
            DisputeOperations.Close(account, inquiry, won: true);
        }

        return refund;
    }

    public static void Succeed(Account account, FakeRefund refund)
    {
        RequireStatus(refund, FakeRefundStatus.Pending);
        refund.Status = FakeRefundStatus.Succeeded;
        RaiseEvents(account, refund, "refund.updated", "charge.refund.updated");
    }

    /// <summary>The bank returns the money, even days after success.</summary>
    public static void Fail(Account account, FakeRefund refund, string reason)
    {
        RequireStatus(refund, FakeRefundStatus.Pending, FakeRefundStatus.Succeeded);
        refund.Status = FakeRefundStatus.Failed;
        refund.FailureReason = reason;
        refund.Charge.AmountRefunded -= refund.Amount;
        refund.FailureBalanceTransaction = account.AddBalanceTransaction(
            "refund_failure",
            refund.Amount,
            0,
            refund.Charge.Intent.Currency,
            refund
        );
        RaiseEvents(account, refund, "refund.updated", "charge.refund.updated", "refund.failed");
    }

    private static void RaiseEvents(Account account, FakeRefund refund, params ReadOnlySpan<string> types)
    {
        foreach (var type in types)
        {
            account.RaiseEvent(type, refund.Id, Rendering.Refund(refund, Expansion.None));
        }
    }

    private static void Check(RefundParameters order, long left)
    {
        var charge = order.Charge;
        if (charge.Succeeded != true)
        {
            throw new ApiErrorException(
                400,
                $"This PaymentIntent ({charge.Intent}) does not have a successful charge to refund.",
                param: "payment_intent"
            );
        }

        if (charge.Dispute is { IsRefundable: false })
        {
            throw new ApiErrorException(400, $"Charge {charge} has been charged back; cannot issue a refund.", "charge_disputed");
        }

        if (left == 0)
        {
            throw new ApiErrorException(400, $"Charge {charge} has already been refunded.", "charge_already_refunded");
        }

        if (order.Amount > left)
        {
            var currency = charge.Intent.Currency;
            throw new ApiErrorException(
                400,
                $"Refund amount ({StripeCurrencies.Text(currency, order.Amount.Value)}) is greater than unrefunded amount on charge "
                    + $"({StripeCurrencies.Text(currency, left)})",
                param: "amount"
            );
        }
    }

    private static void RequireStatus(FakeRefund refund, params ReadOnlySpan<FakeRefundStatus> allowed)
    {
        if (!allowed.Contains(refund.Status))
        {
            throw new InvalidOperationException($"{refund} is {refund.Status}.");
        }
    }
}
