using System.Diagnostics;
using System.Globalization;
using Ticketing.Features.Backups;
using Ticketing.Features.Insights.Today;

namespace Ticketing.Areas.Admin.Ui.Texts;

/// <param name="Kind">"bad", "warn" or "good".</param>
public sealed record ActionItemLink(string Kind, string Text, string Path);

public static class ActionItemText
{
    private const string BackupsPath = "/admin/backups";

    public static ActionItemLink ToLink(this ActionItem item) =>
        item switch
        {
            ActionItem.RefundsFailed(var count) => new(
                "bad",
                $"{Count(count, "refund has", "refunds have")} failed: the buyers wait for their money",
                "/admin/refunds?status=Failed"
            ),
            ActionItem.RefundsOwed(var owed) => new(
                "warn",
                $"{string.Join(" and ", owed.Amounts)} to hand back at the venue, in {Count(owed.Count, "refund", "refunds")}",
                "/admin/refunds?status=ToHandBack"
            ),
            ActionItem.DisputesNeedingResponse(var count, var left) => new(
                "bad",
                $"{Count(count, "dispute needs", "disputes need")} an "
                    + $"answer{(left is { } soon ? $", the first: {DisputeText.TimeLeft(soon)}" : "")}",
                "/admin/payments#disputes"
            ),
            ActionItem.RefundedTicketsStillValid(var orders) => new(
                "bad",
                $"{Count(orders, "order", "orders")} paid back whole, or lost to the bank: {(orders == 1 ? "its" : "their")} tickets "
                    + "still let people in",
                "/admin/payments"
            ),
            ActionItem.WonDisputeStillSuspended(var orders) => new(
                "bad",
                $"{Count(orders, "order’s dispute was", "orders’ disputes were")} won, and the door still refuses "
                    + $"{(orders == 1 ? "its" : "their")} tickets",
                "/admin/payments"
            ),
            ActionItem.CancellationStuck(var id, var title, var orders) => new(
                "bad",
                $"{title} is cancelled, but {Count(orders, "order", "orders")} could not be refunded",
                $"/admin/events/{id}/cancel"
            ),
            ActionItem.MailsFailed(var count) => new(
                "bad",
                $"{Count(count, "mail", "mails")} could not be delivered",
                "/admin/notifications?show=dead"
            ),
            ActionItem.WebhooksDisabled(var count) => new(
                "bad",
                $"{Count(count, "webhook was", "webhooks were")} disabled: nothing could be delivered",
                "/admin/webhooks"
            ),
            ActionItem.BackupFailed => new("bad", "The last backup failed", BackupsPath),
            ActionItem.BackupOverdue(null) => new("warn", BackupWarning.NoneYet, BackupsPath),
            ActionItem.BackupOverdue({ } age) => new("bad", BackupWarning.DescribeLastGood(AgeText.Describe(age)), BackupsPath),
            ActionItem.BackupsOnThisMachineOnly(null) => new("warn", BackupWarning.OnThisMachineOnly, BackupsPath),
            ActionItem.BackupsOnThisMachineOnly({ } age) => new(
                "warn",
                BackupWarning.DescribeLastOutside(AgeText.Describe(age)),
                BackupsPath
            ),
            ActionItem.StaffPendingApproval(var count) => new(
                "warn",
                $"{Count(count, "person waits", "people wait")} to be let in",
                "/admin/users"
            ),
            ActionItem.DraftStartingSoon(var show) => new(
                "warn",
                $"{show.Title} is still a draft, for {EventText.DateAndTime(show)}",
                GetEventPath(show.Id)
            ),
            ActionItem.NothingSold(var show) => new(
                "warn",
                $"{show.Title} has sold nothing yet, for {EventText.DateAndTime(show)}",
                GetEventPath(show.Id)
            ),
            ActionItem.SalesStopped(var show, var days) => new(
                "warn",
                $"{show.Title} has sold nothing for {days.ToString(CultureInfo.InvariantCulture)} days",
                $"/admin/insights/events/{show.Id}"
            ),
            ActionItem.PaymentsUnresolved(var count) => new(
                "bad",
                $"{Count(count, "payment is", "payments are")} past the deadline, and the provider has not said what became of "
                    + $"{(count == 1 ? "it" : "them")}",
                "/admin/payments#open"
            ),
            ActionItem.WebhooksRejected(var reason) => new("bad", WebhookText.RefusalSummary(reason), "/admin/payments/messages"),
            ActionItem.WebhooksStuck(var count) => new(
                "bad",
                $"{Count(count, "message", "messages")} of Stripe’s could not be worked off",
                "/admin/payments/messages?status=Stuck"
            ),
            ActionItem.NearlySoldOut(var show, var left) => new(
                "good",
                $"{show.Title} is nearly sold out: {left.ToString(CultureInfo.InvariantCulture)} left",
                GetEventPath(show.Id)
            ),
            ActionItem.SoldOut(var show) => new("good", $"{show.Title} is sold out", GetEventPath(show.Id)),
            _ => throw new UnreachableException(),
        };

    private static string GetEventPath(Guid id) => $"/admin/events/{id}";

    private static string Count(int count, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");
}
