using Ticketing.Notifications;
using Ticketing.Orders;

namespace Ticketing.Insights.Timeline;

internal sealed class MailSource(Outbox outbox) : ITimelineSource
{
    public async Task<IReadOnlyList<TimelineEntry>> OfAsync(Order order, CancellationToken ct) =>
        [.. (await outbox.OfOrderAsync(order.Id, ct)).SelectMany(Of)];

    private static IEnumerable<TimelineEntry> Of(Notification mail)
    {
        yield return new(mail.CreatedAt, $"Mail queued to {mail.Recipient}", mail.Kind);
        if (mail.Status == NotificationStatus.Sent)
        {
            yield return new(mail.SentAt!.Value, $"Mail sent to {mail.Recipient}", Joined(mail.Subject, mail.ServerResponse));
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
            yield return new(mail.DueAt, $"Mail to {mail.Recipient} was given up after {Times(mail.Attempts)}", mail.LastError ?? "", "bad");
        }
        else if (mail.LastError is not null)
        {
            yield return new(mail.DueAt, $"Mail to {mail.Recipient} is tried again", Joined(mail.Attempts > 0 ? Times(mail.Attempts) : null, mail.LastError), "warn");
        }
    }

    private static string Times(int attempts) => attempts == 1 ? "1 attempt" : $"{attempts} attempts";

    private static string Joined(params IEnumerable<string?> parts) => string.Join(" · ", parts.Where(part => !string.IsNullOrEmpty(part)));
}
