using System.Diagnostics;
using Ticketing.Areas.Admin.Pages.Payments;
using Ticketing.Features.Backups;
using Ticketing.Features.Events;
using Ticketing.Features.Insights.Exports;
using Ticketing.Features.Insights.Today;
using Ticketing.Infrastructure.Languages;

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
                T.Plural(
                    count,
                    "1 refund has failed. The buyer hasn’t got their money back",
                    "{0} refunds have failed. The buyers haven’t got their money back"
                ),
                T["See failed refunds"],
                "/admin/refunds?status=Failed"
            ),
            ActionItem.RefundsOwed(var owed) => Warn(
                T.Plural(
                    owed.Count,
                    "{1} to hand back or transfer, in 1 refund",
                    "{1} to hand back or transfer, in {0} refunds",
                    Formats.List([.. owed.Amounts.Select(amount => amount.ToString())])
                ),
                T["See who is owed"],
                "/admin/refunds?status=ToHandBack"
            ),
            ActionItem.DisputesNeedingResponse(var count, var left) => Bad(
                left is { } soon
                    ? T.Plural(
                        count,
                        "1 dispute needs a reply: {1}",
                        "{0} disputes need a reply, the first: {1}",
                        DisputeText.TimeLeft(soon)
                    )
                    : T.Plural(count, "1 dispute needs a reply", "{0} disputes need a reply"),
                T["Reply"],
                "/admin/payments#disputes"
            ),
            ActionItem.RefundedTicketsStillValid(var orders) => Bad(
                T.Plural(
                    orders,
                    "1 order was refunded in full or lost to the bank, but its tickets still admit people",
                    "{0} orders were refunded in full or lost to the bank, but their tickets still admit people"
                ),
                T["Review tickets"],
                "/admin/payments"
            ),
            ActionItem.WonDisputeStillSuspended(var orders) => Bad(
                T.Plural(
                    orders,
                    "1 order’s dispute was won, but its tickets are still refused at the door",
                    "{0} orders’ disputes were won, but their tickets are still refused at the door"
                ),
                T["Review tickets"],
                "/admin/payments"
            ),
            ActionItem.CancellationStuck(var id, var title, var orders) => Bad(
                T.Plural(
                    orders,
                    "{1} is cancelled, but 1 order could not be refunded",
                    "{1} is cancelled, but {0} orders could not be refunded",
                    title
                ),
                T["See the refunds"],
                $"/admin/events/{id}/cancel"
            ),
            ActionItem.BulkRefundStuck(var id, var orders) => Bad(
                T.Plural(
                    orders,
                    "Refund of several orders: 1 order could not be refunded",
                    "Refund of several orders: {0} orders could not be refunded"
                ),
                T["See the refunds"],
                $"/admin/orders/bulk/{id}"
            ),
            ActionItem.PaymentsUnresolved(var count) => Bad(
                T.Plural(
                    count,
                    "1 payment is past the deadline, and the provider hasn’t told us the result",
                    "{0} payments are past the deadline, and the provider hasn’t told us the result"
                ),
                T["See open payments"],
                "/admin/payments#open"
            ),
            ActionItem.PaymentsUnconfirmed(var found) => Bad(
                T.Plural(
                    found.Count,
                    "1 payment is paid here, but not at the payment provider",
                    "{0} payments are paid here, but not at the payment provider"
                ),
                T["See payments"],
                GetPaymentsPath(found.First, found.Last)
            ),
            ActionItem.WebhooksRejected(var reason) => Bad(
                WebhookText.RefusalSummary(reason),
                T["See messages"],
                "/admin/payments/messages"
            ),
            ActionItem.WebhooksStuck(var count) => Bad(
                T.Plural(count, "1 message from Stripe could not be processed", "{0} messages from Stripe could not be processed"),
                T["See messages"],
                "/admin/payments/messages?status=Stuck"
            ),
            _ => null,
        };

    private static ActionItemLink? FindAboutRunning(ActionItem item) =>
        item switch
        {
            ActionItem.MailsFailed(var count) => Bad(
                T.Plural(count, "1 email could not be delivered", "{0} emails could not be delivered"),
                T["See failed emails"],
                "/admin/notifications?show=dead"
            ),
            ActionItem.WebhooksDisabled(var count) => Bad(
                T.Plural(
                    count,
                    "1 webhook was disabled: nothing could be delivered",
                    "{0} webhooks were disabled: nothing could be delivered"
                ),
                T["See webhooks"],
                "/admin/webhooks"
            ),
            ActionItem.BackupFailed => Backup(T["The last backup failed"], isBad: true),
            ActionItem.BackupOverdue(null) => Backup(BackupWarning.NoneYet),
            ActionItem.BackupOverdue({ } age) => Backup(BackupWarning.DescribeLastGood(AgeText.Describe(age)), isBad: true),
            ActionItem.BackupsOnThisMachineOnly(null) => Backup(BackupWarning.OnThisMachineOnly),
            ActionItem.BackupsOnThisMachineOnly({ } age) => Backup(BackupWarning.DescribeLastOutside(AgeText.Describe(age))),
            ActionItem.StaffPendingApproval(var count) => Warn(
                T.Plural(count, "1 person is waiting for approval", "{0} people are waiting for approval"),
                T["Review accounts"],
                "/admin/users"
            ),
            _ => null,
        };

    private static ActionItemLink? FindAboutEvent(ActionItem item) =>
        item switch
        {
            ActionItem.SalesPaused(var show) => Bad(
                T["Sales of {0} are paused: buyers wait", show.Title],
                T["Open the waiting room"],
                $"/admin/events/{show.Id}/waiting-room"
            ) with
            {
                About = show.Title,
            },
            ActionItem.DraftStartingSoon(var show) => ForEvent(
                "warn",
                show,
                T["{0}, {1}, is still a draft", show.Title, EventText.DateAndTime(show)],
                T["Open the draft"]
            ),
            ActionItem.NothingSold(var show) => ForEvent(
                "warn",
                show,
                T["No tickets sold yet: {0}, {1}", show.Title, EventText.DateAndTime(show)],
                T["Open the event"]
            ),
            ActionItem.SalesStopped(var show, var days) => Warn(
                T.Plural(days, "{1} has sold nothing for 1 day", "{1} has sold nothing for {0} days", show.Title),
                T["See its figures"],
                $"/admin/insights/events/{show.Id}"
            ) with
            {
                About = show.Title,
            },
            ActionItem.NearlySoldOut(var show, var left) => ForEvent(
                "good",
                show,
                T.Plural(left, "{1} is nearly sold out: 1 left", "{1} is nearly sold out: {0} left", show.Title),
                T["Open the event"]
            ),
            ActionItem.SoldOut(var show) => ForEvent("good", show, T["{0} is sold out", show.Title], T["Open the event"]),
            _ => null,
        };

    private static ActionItemLink Bad(string text, string action, string path) => new("bad", text, action, path);

    private static ActionItemLink Warn(string text, string action, string path) => new("warn", text, action, path);

    private static ActionItemLink Backup(string text, bool isBad = false) =>
        new(isBad ? "bad" : "warn", text, T["See backups"], "/admin/backups");

    private static ActionItemLink ForEvent(string kind, Event show, string text, string action) =>
        new(kind, text, action, $"/admin/events/{show.Id}") { About = show.Title };

    // A day more on each side covers every time zone. The page compares no more days at once: the newest first, then those that are left.
    private static string GetPaymentsPath(DateTimeOffset first, DateTimeOffset last)
    {
        var (from, to) = (DateOnly.FromDateTime(first.UtcDateTime.AddDays(-1)), DateOnly.FromDateTime(last.UtcDateTime.AddDays(1)));
        var earliest = to.AddDays(1 - PaymentsParameters.MaxDays);
        return $"/admin/payments?from={ExportFilter.Iso(from < earliest ? earliest : from)}&to={ExportFilter.Iso(to)}";
    }
}
