using Ticketing.Features.Payments.Disputes;
using Ticketing.Features.Payments.Providers;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Ui.Texts;

public static class DisputeText
{
    public static string ToText(this DisputeStatus status) =>
        status switch
        {
            DisputeStatus.NeedsResponse => T["Needs an answer"],
            DisputeStatus.UnderReview => T["The bank decides"],
            DisputeStatus.Won => T["Won"],
            _ => T["Lost"],
        };

    public static string ChipClass(this DisputeStatus status) =>
        status switch
        {
            DisputeStatus.NeedsResponse or DisputeStatus.Lost => "bad",
            DisputeStatus.UnderReview => "warn",
            _ => "good",
        };

    public static string NoticeKind(this Dispute dispute) =>
        dispute.Status switch
        {
            DisputeStatus.NeedsResponse or DisputeStatus.Lost => "error",
            DisputeStatus.UnderReview => "warn",
            _ => "success",
        };

    public static string Headline(this Dispute dispute) =>
        dispute.Status switch
        {
            DisputeStatus.Won => T["A dispute over {0} was won.", dispute.Money],
            DisputeStatus.Lost => T["A dispute over {0} was lost.", dispute.Money],
            _ => dispute.IsWithdrawn
                ? T["The buyer’s bank disputes {0}.", dispute.Money]
                : T["The buyer’s bank asks about {0}.", dispute.Money],
        };

    public static string ReasonSentence(this Dispute dispute) => T["Reason given: {0}.", ReasonText(dispute.Reason)];

    /// <summary>Wording for the provider's reason code; an unknown code is shown with spaces instead of underscores.</summary>
    public static string ReasonText(string reason) =>
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

    public static string MoneyText(this Dispute dispute) =>
        (dispute.Status, dispute.IsWithdrawn) switch
        {
            (DisputeStatus.Won, _) => T["The money is the venue’s."],
            (DisputeStatus.Lost, _) => T["The money has gone back to the buyer."],
            (_, true) => T["The money is with the bank until it is decided."],
            _ => T["No money has moved yet."],
        };

    public static string NextStep(this Dispute dispute, VenueClock clock) =>
        dispute switch
        {
            { Status: DisputeStatus.UnderReview } => T["The bank has the evidence and decides; that can take weeks."],
            { RespondBy: { } by } when by < clock.Now => T["The bank took evidence until {0}.", clock.FormatDateTime(by)],
            { RespondBy: { } by } => T[
                "Answer by {0} ({1}): without an answer the money is lost.",
                clock.FormatDateTime(by),
                TimeLeft(by - clock.Now)
            ],
            _ => T["Answer soon: without an answer the money is lost."],
        };

    public static string TimeLeft(TimeSpan left) =>
        left.TotalDays switch
        {
            < 0 => T["overdue"],
            < 1 => T["less than a day left"],
            _ => T.Plural((long)left.TotalDays, "1 day left", "{0} days left"),
        };
}
