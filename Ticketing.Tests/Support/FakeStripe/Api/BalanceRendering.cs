using System.Text.Json.Nodes;

namespace Ticketing.Tests.Support.FakeStripe.Api;

internal static partial class Rendering
{
    public static JsonObject BalanceTransaction(FakeBalanceTransaction movement, Expansion expand) =>
        new()
        {
            ["id"] = movement.Id,
            ["object"] = "balance_transaction",
            ["amount"] = movement.Amount,
            ["available_on"] = Seconds(movement.AvailableAt),
            ["balance_type"] = "payments",
            ["created"] = Seconds(movement.CreatedAt),
            ["currency"] = movement.Currency,
            ["description"] = movement.Description,
            ["exchange_rate"] = null,
            ["fee"] = movement.Fee,
            ["fee_details"] =
                movement.Fee == 0
                    ? new JsonArray()
                    : new JsonArray(
                        new JsonObject
                        {
                            ["amount"] = movement.Fee,
                            ["currency"] = movement.Currency,
                            ["description"] = "Stripe processing fees",
                            ["type"] = "stripe_fee",
                        }
                    ),
            ["net"] = movement.Net,
            ["reporting_category"] = Category(movement),
            ["source"] = expand.Link("source", movement.Source, Source),
            ["status"] = movement.IsAvailable ? "available" : "pending",
            ["type"] = movement.Type,
        };

    public static JsonObject Account(bool chargesEnabled) =>
        new()
        {
            ["id"] = "acct_1",
            ["object"] = "account",
            ["charges_enabled"] = chargesEnabled,
            ["details_submitted"] = chargesEnabled,
            ["payouts_enabled"] = chargesEnabled,
        };

    public static JsonObject Balance(IEnumerable<FakeBalanceTransaction> movements, bool isLive)
    {
        var sums = movements.ToLookup(movement => movement.Currency);
        return new JsonObject
        {
            ["object"] = "balance",
            ["available"] = new JsonArray([.. sums.Select(sum => Sum(sum.Key, sum.Where(movement => movement.IsAvailable)))]),
            ["livemode"] = isLive,
            ["pending"] = new JsonArray([.. sums.Select(sum => Sum(sum.Key, sum.Where(movement => !movement.IsAvailable)))]),
        };
    }

    private static JsonObject Sum(string currency, IEnumerable<FakeBalanceTransaction> movements) =>
        new() { ["amount"] = movements.Sum(movement => movement.Net), ["currency"] = currency };

    private static string Category(FakeBalanceTransaction movement) =>
        movement.Type switch
        {
            "payment" => "charge",
            "payment_refund" => "refund",
            "adjustment" => movement.Amount < 0 ? "dispute" : "dispute_reversal",
            var type => type,
        };

    private static JsonObject Source(FakeObject source, Expansion expand) =>
        source switch
        {
            FakeCharge charge => Charge(charge, expand),
            FakeRefund refund => Refund(refund, expand),
            FakeDispute dispute => Dispute(dispute, expand),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
