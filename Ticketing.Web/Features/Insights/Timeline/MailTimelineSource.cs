using Ticketing.Features.Cancellations;
using Ticketing.Features.Messages;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Confirmation;
using Ticketing.Features.Orders.EmailChanges;
using Ticketing.Features.Orders.FreeTickets;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Reconciliation;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Rescheduling;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Admin;
using Ticketing.Infrastructure.Notifications.Outbox;

namespace Ticketing.Features.Insights.Timeline;

internal sealed class MailTimelineSource(NotificationOutbox outbox) : ITimelineSource
{
    public async Task<IReadOnlyList<TimelineEntry>> GetForOrderAsync(Order order, CancellationToken ct) =>
        [.. (await outbox.GetForOrderAsync(order.Id, ct)).SelectMany(ToEntries)];

    private static IEnumerable<TimelineEntry> ToEntries(Notification mail)
    {
        yield return new(mail.CreatedAt, T["Email to {0} queued", mail.Recipient], GetKindText(mail.Kind));
        if (mail.Status == NotificationStatus.Sent)
        {
            yield return new(mail.SentAt!.Value, T["Email sent to {0}", mail.Recipient], Join(mail.Subject, Describe(mail.ServerResponse)));
        }
        else if (mail.IsSetAside)
        {
            yield return new(mail.DueAt, T["Email to {0} failed and was dismissed", mail.Recipient], Describe(mail.LastError)!, "warn");
        }
        else if (mail.Status == NotificationStatus.Dropped)
        {
            yield return new(mail.DueAt, T["Email to {0} not sent: a newer one replaced it", mail.Recipient]);
        }
        else if (mail.Status == NotificationStatus.Dead)
        {
            yield return new(
                mail.DueAt,
                T.Plural(mail.Attempts, "Email to {1} failed after 1 attempt", "Email to {1} failed after {0} attempts", mail.Recipient),
                Describe(mail.LastError) ?? "",
                "bad"
            );
        }
        else if (mail.LastError is not null)
        {
            yield return new(
                mail.DueAt,
                T["Email to {0} will be tried again", mail.Recipient],
                Join(mail.Attempts > 0 ? GetAttemptsText(mail.Attempts) : null, Describe(mail.LastError)),
                "warn"
            );
        }
    }

    private static string GetKindText(string kind) =>
        kind switch
        {
            ConfirmOrder.ConfirmationKind => T["Order confirmation"],
            RequestFreeConfirmation.Kind => T["Confirm free tickets"],
            OrderEmailChanges.NoticeKind => T["Email address changed"],
            OrderEmailCodes.Kind => T["Code to change the email address"],
            SettleRefund.NoticeKind => T["Refund"],
            VoidRefundedTickets.NoticeKind => T["Tickets no longer valid"],
            SettlePayment.FailureNoticeKind => T["Payment failed"],
            ProcessCancellationEntry.NoticeKind => T["Event cancelled"],
            TellTicketHolders.MailKind => T["Event rescheduled"],
            RefundReminderJob.MailKind => T["Reminder of a refund offer"],
            MessageMails.Message => T["Message to buyers"],
            MessageMails.Reminder => T["Reminder with tickets"],
            _ => MailKindText.Describe(kind),
        };

    private static string? Describe(string? stored) => stored is null ? null : DeliveryText.Describe(stored);

    private static string GetAttemptsText(int attempts) => T.Plural(attempts, "1 attempt", "{0} attempts");

    private static string Join(params IEnumerable<string?> parts) => string.Join(" · ", parts.Where(part => !string.IsNullOrEmpty(part)));
}
