using Ticketing.Features.Payments.Providers;
using Ticketing.Infrastructure.Audit;

namespace Ticketing.Features.Payments.Disputes;

public static class DisputeWording
{
    private const string Disputed = "order.disputed";

    public static string ToText(this DisputeStatus status) =>
        status switch
        {
            DisputeStatus.NeedsResponse => T["Needs an answer"],
            DisputeStatus.UnderReview => T["The bank decides"],
            DisputeStatus.Won => T["Won"],
            _ => T["Lost"],
        };

    /// <summary>Wording for the provider's reason code; an unknown code is shown with spaces instead of underscores.</summary>
    public static string DescribeReason(string reason) =>
        reason switch
        {
            "fraudulent" => T["the buyer did not make this payment"],
            "unrecognized" => T["the buyer does not recognise this payment"],
            "duplicate" => T["the buyer was charged twice"],
            "product_not_received" => T["the buyer did not get what was paid for"],
            "product_unacceptable" => T["what the buyer got was not as described"],
            "credit_not_processed" => T["the buyer was promised a refund that did not come"],
            "subscription_canceled" => T["the buyer had cancelled"],
            "insufficient_funds" => T["there was not enough money in the account"],
            "incorrect_account_details" => T["the account’s details were wrong"],
            "debit_not_authorized" => T["the buyer did not allow this debit"],
            "bank_cannot_process" => T["the bank could not carry the payment out"],
            "check_returned" => T["the cheque was returned"],
            "noncompliant" => T["the payment did not keep to the card’s rules"],
            "customer_initiated" => T["the buyer asked for the money back"],
            "general" or "" => T["no reason was given"],
            _ => reason.Replace('_', ' '),
        };

    /// <summary>Words for what the trail keeps of a dispute.</summary>
    /// <returns>Null for other values, and those of other entries.</returns>
    public static string? FindRecorded(AuditEntry entry, string name, string value)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return (entry.Action, name) switch
        {
            (Disputed, "reason") => DescribeReason(value),
            (Disputed, "status") when Enum.TryParse<DisputeStatus>(value, out var status) => status.ToText(),
            _ => null,
        };
    }
}
