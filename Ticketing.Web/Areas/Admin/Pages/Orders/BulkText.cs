using Ticketing.Features.BulkOrders;
using Ticketing.Infrastructure.Notifications.Admin;

namespace Ticketing.Areas.Admin.Pages.Orders;

public static class BulkText
{
    public static string ToText(this BulkSkipReason reason) =>
        reason switch
        {
            BulkSkipReason.NotPaid => T["Not paid"],
            BulkSkipReason.AlreadyRefunded => T["Already refunded"],
            BulkSkipReason.Disputed => T["Disputed: the buyer’s bank has the money or may take it"],
            BulkSkipReason.PaidAtVenue => T["Paid in cash or on the card terminal: refund each one by hand"],
            BulkSkipReason.NoEmail => T["No email address"],
            BulkSkipReason.EventCancelled => T["The event is cancelled: its cancellation refunds every order and tells the buyers"],
            BulkSkipReason.MailDropped => T["Not sent: no longer needed, or dismissed"],
            _ => T["This address has had too many emails lately. Try again tomorrow."],
        };

    public static string Describe(this BulkProblem problem) =>
        problem switch
        {
            { IsNotDone: true } => T["Stopped before it was processed"],
            { Skip: { } skip } => skip.ToText(),
            { Error: BulkJob.StoppedByRestore } => T["Stopped by a restore: it may have been sent before."],
            { Error: { } error } => DeliveryText.Describe(error),
            _ => T["Failed"],
        };

    public static string GetLabel(this BulkProblem problem) =>
        problem.IsNotDone ? T["Not done"]
        : problem.Skip is null ? T["Failed"]
        : T["Skipped"];

    /// <summary>The page that shows more, or from which it can be tried again.</summary>
    public static string GetPath(this BulkProblem problem, BulkAction action) =>
        problem.MailId is { } mail ? $"/admin/notifications/{mail}"
        : action == BulkAction.Refund ? $"/admin/orders/{problem.Reference}/refund"
        : $"/admin/orders/{problem.Reference}";

    public static string Describe(this BulkRun run) =>
        run.Action == BulkAction.Refund ? T["Refund of several orders"] : T["Emails sent again"];
}
