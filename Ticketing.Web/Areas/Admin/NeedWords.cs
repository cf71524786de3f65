using System.Diagnostics;
using System.Globalization;
using Ticketing.Insights.Today;

namespace Ticketing.Areas.Admin;

/// <param name="Kind">"bad", "warn" or "good".</param>
public sealed record NeedLine(string Kind, string What, string Path);

public static class NeedWords
{
    public static NeedLine Line(this Need need) => need switch
    {
        Need.RefundsFailed(var count) => new("bad", $"{Count(count, "refund has", "refunds have")} failed: the buyers wait for their money", "/admin/refunds?status=Failed"),
        Need.DisputesWaiting(var count, var left) => new("bad", $"{Count(count, "dispute needs", "disputes need")} an answer{(left is { } soon ? $", the first: {DisputeWords.Left(soon)}" : "")}", "/admin/payments#disputes"),
        Need.PaidBackStillValid(var orders) => new("bad", $"{Count(orders, "order", "orders")} paid back whole, or lost to the bank: {(orders == 1 ? "its" : "their")} tickets still let people in", "/admin/payments"),
        Need.WonStillSuspended(var orders) => new("bad", $"{Count(orders, "order’s dispute was", "orders’ disputes were")} won, and the door still refuses {(orders == 1 ? "its" : "their")} tickets", "/admin/payments"),
        Need.CancellationStuck(var id, var title, var orders) => new("bad", $"{title} is cancelled, but {Count(orders, "order", "orders")} could not be refunded", $"/admin/events/{id}/cancel"),
        Need.MailsDead(var count) => new("bad", $"{Count(count, "mail", "mails")} could not be delivered", "/admin/notifications?show=dead"),
        Need.PeopleWaiting(var count) => new("warn", $"{Count(count, "person waits", "people wait")} to be let in", "/admin/users"),
        Need.DraftSoon(var show) => new("warn", $"{show.Title} is still a draft, for {EventInWords.When(show)}", Page(show.Id)),
        Need.NothingSold(var show) => new("warn", $"{show.Title} has sold nothing yet, for {EventInWords.When(show)}", Page(show.Id)),
        Need.SalesStopped(var show, var days) => new("warn", $"{show.Title} has sold nothing for {days.ToString(CultureInfo.InvariantCulture)} days", $"/admin/insights/events/{show.Id}"),
        Need.PaymentsUnclear(var count) => new("bad", $"{Count(count, "payment is", "payments are")} past the deadline, and the provider has not said what became of {(count == 1 ? "it" : "them")}", "/admin/payments#open"),
        Need.MessagesRefused(var reason) => new("bad", MessageWords.Refused(reason), "/admin/payments/messages"),
        Need.MessagesStuck(var count) => new("bad", $"{Count(count, "message", "messages")} of Stripe’s could not be worked off", "/admin/payments/messages?status=Stuck"),
        Need.NearlySoldOut(var show, var left) => new("good", $"{show.Title} is nearly sold out: {left.ToString(CultureInfo.InvariantCulture)} left", Page(show.Id)),
        Need.SoldOut(var show) => new("good", $"{show.Title} is sold out", Page(show.Id)),
        _ => throw new UnreachableException(),
    };

    private static string Page(Guid id) => $"/admin/events/{id}";

    private static string Count(int count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");
}
