using Ticketing.Features.Events;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Notifications.Outbox;

namespace Ticketing.Features.Messages;

/// <summary>Staff send a message to themselves, to see it in their own mailbox.</summary>
public sealed class SendTestMessage(TicketingDbContext db, NotificationOutbox outbox, AuditTrail audit)
{
    public Task SendAsync(EventMessage message, Event @event, Language language, string email, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                using var _ = language.Use();
                await outbox.QueueAsync(MessageMails.Test, MessageMails.CreateTestKey(message.Id), email, orderId: null, ct);
                await audit.RecordAsync("event.message-tested", @event.Id, @event.Title, before: null, new { message.Subject }, ct);
            },
            ct
        );
}
