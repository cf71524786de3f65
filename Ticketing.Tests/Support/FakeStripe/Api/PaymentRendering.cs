using System.Text.Json.Nodes;

namespace Ticketing.Tests.Support.FakeStripe.Api;

internal static partial class Rendering
{
    public static JsonObject Intent(FakeIntent intent, Expansion expand) =>
        new()
        {
            ["id"] = intent.Id,
            ["object"] = "payment_intent",
            ["amount"] = intent.Amount,
            ["amount_capturable"] = 0,
            ["amount_received"] = intent.Status == FakeIntentStatus.Succeeded ? intent.Amount : 0,
            ["canceled_at"] = null,
            ["capture_method"] = "automatic_async",
            ["confirmation_method"] = "automatic",
            ["created"] = Seconds(intent.CreatedAt),
            ["currency"] = intent.Currency,
            ["description"] = intent.Description,
            ["last_payment_error"] = intent.LastError is null
                ? null
                : new JsonObject
                {
                    ["code"] = "card_declined",
                    ["decline_code"] = "generic_decline",
                    ["message"] = intent.LastError,
                    ["type"] = "card_error",
                },
            ["latest_charge"] = expand.Link("latest_charge", intent.LatestCharge, Charge),
            ["livemode"] = intent.IsLive,
            ["metadata"] = Texts(intent.Metadata),
            ["payment_method_types"] = Array(intent.Methods),
            ["status"] = ToSnakeCase(intent.Status),
        };

    public static JsonObject Charge(FakeCharge charge, Expansion expand) =>
        new()
        {
            ["id"] = charge.Id,
            ["object"] = "charge",
            ["amount"] = charge.Intent.Amount,
            ["amount_captured"] = charge.Succeeded == true ? charge.Intent.Amount : 0,
            ["amount_refunded"] = charge.AmountRefunded,
            ["balance_transaction"] = expand.Link(
                "balance_transaction",
                charge.IsFeeKnown ? charge.BalanceTransaction : null,
                BalanceTransaction
            ),
            ["captured"] = charge.Succeeded == true,
            ["created"] = Seconds(charge.CreatedAt),
            ["currency"] = charge.Intent.Currency,
            ["description"] = charge.Intent.Description,
            ["disputed"] = charge.Dispute is not null,
            ["failure_code"] = charge.FailureMessage is null ? null : "card_declined",
            ["failure_message"] = charge.FailureMessage,
            ["livemode"] = charge.Intent.IsLive,
            ["metadata"] = Texts(charge.Intent.Metadata),
            ["paid"] = charge.Succeeded == true,
            ["payment_intent"] = expand.Link("payment_intent", charge.Intent, Intent),
            ["payment_method_details"] = Details(charge.Method),
            ["refunded"] = charge.IsRefunded,
            ["status"] = charge.Succeeded switch
            {
                true => "succeeded",
                false => "failed",
                null => "pending",
            },
        };

    public static JsonObject Refund(FakeRefund refund, Expansion expand)
    {
        var written = new JsonObject
        {
            ["id"] = refund.Id,
            ["object"] = "refund",
            ["amount"] = refund.Amount,
            ["balance_transaction"] = expand.Link("balance_transaction", refund.BalanceTransaction, BalanceTransaction),
            ["charge"] = expand.Link("charge", refund.Charge, Charge),
            ["created"] = Seconds(refund.CreatedAt),
            ["currency"] = refund.Charge.Intent.Currency,
            ["metadata"] = Texts(refund.Metadata),
            ["payment_intent"] = expand.Link("payment_intent", refund.Charge.Intent, Intent),
            ["reason"] = refund.Reason,
            ["receipt_number"] = null,
            ["status"] = ToSnakeCase(refund.Status),
        };
        if (refund.Status == FakeRefundStatus.Failed)
        {
            written["failure_reason"] = refund.FailureReason;
            written["failure_balance_transaction"] = expand.Link(
                "failure_balance_transaction",
                refund.FailureBalanceTransaction,
                BalanceTransaction
            );
        }

        if (refund.Status == FakeRefundStatus.Pending)
        {
            written["pending_reason"] = "processing";
        }

        return written;
    }

    private static JsonObject Details(FakePaymentMethod method) =>
        new()
        {
            ["type"] = method.Type,
            [method.Type] = method.IsCard
                ? new JsonObject
                {
                    ["brand"] = method.Brand,
                    ["country"] = "GB",
                    ["exp_month"] = 12,
                    ["exp_year"] = 2034,
                    ["funding"] = "credit",
                    ["last4"] = method.LastDigits,
                    ["network"] = method.Brand,
                }
                : new JsonObject { ["last4"] = method.LastDigits },
        };
}
