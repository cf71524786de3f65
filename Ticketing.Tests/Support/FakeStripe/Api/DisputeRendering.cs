using System.Text.Json.Nodes;

namespace Ticketing.Tests.Support.FakeStripe.Api;

internal static partial class Rendering
{
    public static JsonObject Dispute(FakeDispute dispute, Expansion expand) =>
        new()
        {
            ["id"] = dispute.Id,
            ["object"] = "dispute",
            ["amount"] = dispute.Amount,
            ["balance_transactions"] = new JsonArray([
                .. dispute.BalanceTransactions.Select(movement => BalanceTransaction(movement, Expansion.None)),
            ]),
            ["charge"] = expand.Link("charge", dispute.Charge, Charge),
            ["created"] = Seconds(dispute.CreatedAt),
            ["currency"] = dispute.Charge.Intent.Currency,
            ["enhanced_eligibility_types"] = new JsonArray(),
            ["evidence"] = new JsonObject(),
            ["evidence_details"] = new JsonObject
            {
                ["due_by"] = Seconds(dispute.RespondBy),
                ["has_evidence"] = dispute.HasEvidence,
                ["past_due"] = false,
                ["submission_count"] = dispute.HasEvidence ? 1 : 0,
            },
            ["is_charge_refundable"] = dispute.IsRefundable,
            ["livemode"] = dispute.IsLive,
            ["metadata"] = new JsonObject(),
            ["payment_intent"] = expand.Link("payment_intent", dispute.Charge.Intent, Intent),
            ["payment_method_details"] = DisputedMethod(dispute),
            ["reason"] = dispute.Reason,
            ["status"] = ToSnakeCase(dispute.Status),
        };

    private static JsonObject DisputedMethod(FakeDispute dispute) =>
        dispute.Charge.Method is { IsCard: true } card
            ? new JsonObject
            {
                ["card"] = new JsonObject
                {
                    ["brand"] = card.Brand,
                    ["case_type"] = dispute.IsInquiry ? "inquiry" : "chargeback",
                    ["network_reason_code"] = "10.4",
                },
                ["type"] = "card",
            }
            : new JsonObject { ["type"] = dispute.Charge.Method.Type };
}
