using System.Diagnostics;
using System.Globalization;
using Ticketing.Areas.Admin.Pages.Payments;
using Ticketing.Features.Backups;
using Ticketing.Features.Events;
using Ticketing.Features.Insights.Exports;
using Ticketing.Features.Insights.Today;

namespace Ticketing.Areas.Admin.Ui.Texts;

/// <param name="Kind">"bad", "warn" or "good".</param>
/// <param name="Action">Of the button that leads to <paramref name="Path"/>, where it is put right.</param>
public sealed record ActionItemLink(string Kind, string Text, string Action, string Path)
{
    /// <summary>Added to the button for screen readers, if its text alone does not tell what it is about.</summary>
    public string About { get; init; } = "";
}

public static class ActionItemText
{
    public static ActionItemLink ToLink(this ActionItem item) =>
        FindAboutMoney(item) ?? FindAboutRunning(item) ?? FindAboutEvent(item) ?? throw new UnreachableException();

    private static ActionItemLink? FindAboutMoney(ActionItem item) =>
        item switch
        {
            ActionItem.RefundsFailed(var count) => Bad(
                $"{Count(count, "refund has", "refunds have")} failed. The buyers haven’t got their money back",
                "See failed refunds",
                "/admin/refunds?status=Failed"
            ),
            ActionItem.RefundsOwed(var owed) => Warn(
                $"{string.Join(" and ", owed.Amounts)} to hand back or transfer, in {Count(owed.Count, "refund", "refunds")}",
                "See who is owed",
                "/admin/refunds?status=ToHandBack"
            ),
            ActionItem.DisputesNeedingResponse(var count, var left) => Bad(
                $"{Count(count, "dispute needs", "disputes need")} a reply"
                    + $"{(left is { } soon ? $", the first: {DisputeText.TimeLeft(soon)}" : "")}",
                "Reply",
                "/admin/payments#disputes"
            ),
            ActionItem.RefundedTicketsStillValid(var orders) => Bad(
                $"{Count(orders, "order was", "orders were")} refunded in full or lost to the bank, but "
                    + $"{(orders == 1 ? "its" : "their")} tickets still admit people",
                "Review tickets",
                "/admin/payments"
            ),
            ActionItem.WonDisputeStillSuspended(var orders) => Bad(
                $"{Count(orders, "order’s dispute was", "orders’ disputes were")} won, but {(orders == 1 ? "its" : "their")} tickets "
                    + "are still refused at the door",
                "Review tickets",
                "/admin/payments"
            ),
            ActionItem.CancellationStuck(var id, var title, var orders) => Bad(
                $"{title} is cancelled, but {Count(orders, "order", "orders")} could not be refunded",
                "See the refunds",
                $"/admin/events/{id}/cancel"
            ),
            ActionItem.PaymentsUnresolved(var count) => Bad(
                $"{Count(count, "payment is", "payments are")} past the deadline, and the provider hasn’t told us the result",
                "See open payments",
                "/admin/payments#open"
            ),
            ActionItem.PaymentsUnconfirmed(var found) => Bad(
                $"{Count(found.Count, "payment is", "payments are")} paid here, but not at the payment provider",
                "See payments",
                GetPaymentsPath(found.First, found.Last)
            ),
            ActionItem.WebhooksRejected(var reason) => Bad(WebhookText.RefusalSummary(reason), "See messages", "/admin/payments/messages"),
            ActionItem.WebhooksStuck(var count) => Bad(
                $"{Count(count, "message", "messages")} from Stripe could not be processed",
                "See messages",
                "/admin/payments/messages?status=Stuck"
            ),
            _ => null,
        };

    private static ActionItemLink? FindAboutRunning(ActionItem item) =>
        item switch
        {
            ActionItem.MailsFailed(var count) => Bad(
                $"{Count(count, "email", "emails")} could not be delivered",
                "See failed emails",
                "/admin/notifications?show=dead"
            ),
            ActionItem.WebhooksDisabled(var count) => Bad(
                $"{Count(count, "webhook was", "webhooks were")} disabled: nothing could be delivered",
                "See webhooks",
                "/admin/webhooks"
            ),
            ActionItem.BackupFailed => Backup("The last backup failed", isBad: true),
            ActionItem.BackupOverdue(null) => Backup(BackupWarning.NoneYet),
            ActionItem.BackupOverdue({ } age) => Backup(BackupWarning.DescribeLastGood(AgeText.Describe(age)), isBad: true),
            ActionItem.BackupsOnThisMachineOnly(null) => Backup(BackupWarning.OnThisMachineOnly),
            ActionItem.BackupsOnThisMachineOnly({ } age) => Backup(BackupWarning.DescribeLastOutside(AgeText.Describe(age))),
            ActionItem.StaffPendingApproval(var count) => Warn(
                $"{Count(count, "person is", "people are")} waiting for approval",
                "Review accounts",
                "/admin/users"
            ),
            _ => null,
        };

    private static ActionItemLink? FindAboutEvent(ActionItem item) =>
        item switch
        {
            ActionItem.DraftStartingSoon(var show) => ForEvent(
                "warn",
                show,
                $"{show.Title} is still a draft, for {EventText.DateAndTime(show)}",
                "Open the draft"
            ),
            ActionItem.NothingSold(var show) => ForEvent(
                "warn",
                show,
                $"{show.Title} has sold nothing yet, for {EventText.DateAndTime(show)}",
                "Open the event"
            ),
            ActionItem.SalesStopped(var show, var days) => Warn(
                $"{show.Title} has sold nothing for {days.ToString(CultureInfo.InvariantCulture)} days",
                "See its figures",
                $"/admin/insights/events/{show.Id}"
            ) with
            {
                About = show.Title,
            },
            ActionItem.NearlySoldOut(var show, var left) => ForEvent(
                "good",
                show,
                $"{show.Title} is nearly sold out: {left.ToString(CultureInfo.InvariantCulture)} left",
                "Open the event"
            ),
            ActionItem.SoldOut(var show) => ForEvent("good", show, $"{show.Title} is sold out", "Open the event"),
            _ => null,
        };

    private static ActionItemLink Bad(string text, string action, string path) => new("bad", text, action, path);

    private static ActionItemLink Warn(string text, string action, string path) => new("warn", text, action, path);

    private static ActionItemLink Backup(string text, bool isBad = false) =>
        new(isBad ? "bad" : "warn", text, "See backups", "/admin/backups");

    private static ActionItemLink ForEvent(string kind, Event show, string text, string action) =>
        new(kind, text, action, $"/admin/events/{show.Id}") { About = show.Title };

    // A day more on each side covers every time zone. The page compares no more days at once: the newest first, then those that are left.
    private static string GetPaymentsPath(DateTimeOffset first, DateTimeOffset last)
    {
        var (from, to) = (DateOnly.FromDateTime(first.UtcDateTime.AddDays(-1)), DateOnly.FromDateTime(last.UtcDateTime.AddDays(1)));
        var earliest = to.AddDays(1 - PaymentsParameters.MaxDays);
        return $"/admin/payments?from={ExportFilter.Iso(from < earliest ? earliest : from)}&to={ExportFilter.Iso(to)}";
    }

    private static string Count(int count, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");
}
