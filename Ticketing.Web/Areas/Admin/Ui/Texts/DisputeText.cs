using Ticketing.Features.Payments.Disputes;
using Ticketing.Features.Payments.Providers;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Ui.Texts;

public static class DisputeText
{
    public static string ToText(this DisputeStatus status) =>
        status switch
        {
            DisputeStatus.NeedsResponse => "Needs an answer",
            DisputeStatus.UnderReview => "The bank decides",
            DisputeStatus.Won => "Won",
            _ => "Lost",
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
            DisputeStatus.Won => $"A dispute over {dispute.Money} was won.",
            DisputeStatus.Lost => $"A dispute over {dispute.Money} was lost.",
            _ => dispute.IsWithdrawn ? $"The buyer’s bank disputes {dispute.Money}." : $"The buyer’s bank asks about {dispute.Money}.",
        };

    public static string ReasonSentence(this Dispute dispute) => $"Reason given: {ReasonText(dispute.Reason)}.";

    /// <summary>Wording for the provider's reason code; an unknown code is shown with spaces instead of underscores.</summary>
    public static string ReasonText(string reason) =>
        reason switch
        {
            "fraudulent" => "the buyer did not make this payment",
            "unrecognized" => "the buyer does not recognise this payment",
            "duplicate" => "the buyer was charged twice",
            "product_not_received" => "the buyer did not get what was paid for",
            "product_unacceptable" => "what the buyer got was not as described",
            "credit_not_processed" => "the buyer was promised a refund that did not come",
            "subscription_canceled" => "the buyer had cancelled",
            "insufficient_funds" => "there was not enough money in the account",
            "incorrect_account_details" => "the account’s details were wrong",
            "debit_not_authorized" => "the buyer did not allow this debit",
            "bank_cannot_process" => "the bank could not carry the payment out",
            "check_returned" => "the cheque was returned",
            "noncompliant" => "the payment did not keep to the card’s rules",
            "customer_initiated" => "the buyer asked for the money back",
            "general" or "" => "no reason was given",
            _ => reason.Replace('_', ' '),
        };

    public static string MoneyText(this Dispute dispute) =>
        (dispute.Status, dispute.IsWithdrawn) switch
        {
            (DisputeStatus.Won, _) => "The money is the venue’s.",
            (DisputeStatus.Lost, _) => "The money has gone back to the buyer.",
            (_, true) => "The money is with the bank until it is decided.",
            _ => "No money has moved yet.",
        };

    public static string NextStep(this Dispute dispute, VenueClock clock) =>
        dispute switch
        {
            { Status: DisputeStatus.UnderReview } => "The bank has the evidence and decides; that can take weeks.",
            { RespondBy: { } by } when by < clock.Now => $"The bank took evidence until {clock.FormatDateTime(by)}.",
            { RespondBy: { } by } =>
                $"Answer by {clock.FormatDateTime(by)} ({TimeLeft(by - clock.Now)}): without an answer the money is lost.",
            _ => "Answer soon: without an answer the money is lost.",
        };

    public static string TimeLeft(TimeSpan left) =>
        left.TotalDays switch
        {
            < 0 => "too late",
            < 1 => "less than a day left",
            < 2 => "1 day left",
            _ => FormattableString.Invariant($"{Math.Floor(left.TotalDays):0} days left"),
        };
}
