using Ticketing.Features.Payments.Disputes;
using Ticketing.Features.Payments.Providers;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Ui.Texts;

public static class DisputeText
{
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

    public static string ReasonSentence(this Dispute dispute) => T["Reason given: {0}.", DisputeWording.DescribeReason(dispute.Reason)];

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
