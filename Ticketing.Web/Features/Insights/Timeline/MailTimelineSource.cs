using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Outbox;

namespace Ticketing.Features.Insights.Timeline;

internal sealed class MailTimelineSource(NotificationOutbox outbox) : ITimelineSource
{
    public async Task<IReadOnlyList<TimelineEntry>> GetForOrderAsync(Order order, CancellationToken ct) =>
        [.. (await outbox.GetForOrderAsync(order.Id, ct)).SelectMany(ToEntries)];

    private static IEnumerable<TimelineEntry> ToEntries(Notification mail)
    {
        yield return new(mail.CreatedAt, $"Mail queued to {mail.Recipient}", MailKindText.Describe(mail.Kind));
        if (mail.Status == NotificationStatus.Sent)
        {
            yield return new(mail.SentAt!.Value, $"Mail sent to {mail.Recipient}", Join(mail.Subject, mail.ServerResponse));
        }
        else if (mail.IsSetAside)
        {
            yield return new(mail.DueAt, $"Mail to {mail.Recipient} was given up, and set aside by staff", mail.LastError!, "warn");
        }
        else if (mail.Status == NotificationStatus.Dropped)
        {
            yield return new(mail.DueAt, $"Mail to {mail.Recipient} was not sent: a newer one replaced it");
        }
        else if (mail.Status == NotificationStatus.Dead)
        {
            yield return new(
                mail.DueAt,
                $"Mail to {mail.Recipient} was given up after {GetAttemptsText(mail.Attempts)}",
                mail.LastError ?? "",
                "bad"
            );
        }
        else if (mail.LastError is not null)
        {
            yield return new(
                mail.DueAt,
                $"Mail to {mail.Recipient} is tried again",
                Join(mail.Attempts > 0 ? GetAttemptsText(mail.Attempts) : null, mail.LastError),
                "warn"
            );
        }
    }

    private static string GetAttemptsText(int attempts) => attempts == 1 ? "1 attempt" : $"{attempts} attempts";

    private static string Join(params IEnumerable<string?> parts) => string.Join(" · ", parts.Where(part => !string.IsNullOrEmpty(part)));
}
