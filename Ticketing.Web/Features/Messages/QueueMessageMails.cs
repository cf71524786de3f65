using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Recovery;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Outbox;

namespace Ticketing.Features.Messages;

/// <summary>Each batch is one transaction that locks the message: its emails are queued and its recipients marked, or neither.</summary>
public sealed class QueueMessageMails(TicketingDbContext db, NotificationOutbox outbox, NewsAddresses news, TimeProvider clock)
{
    internal const int BatchSize = 100;

    /// <returns>False if none is left.</returns>
    internal Task<bool> QueueNextAsync(Guid messageId, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var message = await db.Set<EventMessage>()
                    .AsNoTracking()
                    .Where(m => m.Id == messageId && m.Status == MessageStatus.Sending)
                    .ForUpdate()
                    .SingleOrDefaultAsync(ct);
                if (message is null)
                {
                    return false;
                }

                var batch = await db.WaitingRecipients(messageId).OrderBy(r => r.OrderId).Take(BatchSize).ToListAsync(ct);
                if (batch.Count > 0 && await IsOlderThanRestoreAsync(message, ct))
                {
                    await StopAsync(message, ct);
                    return false;
                }

                await QueueAsync(message, batch, ct);
                return batch.Count == BatchSize;
            },
            ct: ct
        );

    /// <summary>Marks a message whose emails have all been sent, or have failed.</summary>
    internal async Task FinishAsync(Guid messageId, CancellationToken ct)
    {
        var unsent = db.Set<MessageRecipient>()
            .Where(r => r.MessageId == messageId)
            .Where(r =>
                r.Status == MessageRecipientStatus.Waiting
                || db.Set<Notification>()
                    .Any(n => n.Id == r.MailId && (n.Status == NotificationStatus.Pending || n.Status == NotificationStatus.Sending))
            );
        if (await unsent.AnyAsync(ct))
        {
            return;
        }

        var now = clock.GetUtcNow();
        await db.WriteAsync(
            () =>
                db.Set<EventMessage>()
                    .Where(m => m.Id == messageId && m.Status == MessageStatus.Sending && !unsent.Any())
                    .ExecuteUpdateAsync(set => set.SetProperty(m => m.Status, MessageStatus.Sent).SetProperty(m => m.FinishedAt, now), ct),
            ct: ct
        );
    }

    // What was sent between the backup and the restore is unknown.
    private Task<bool> IsOlderThanRestoreAsync(EventMessage message, CancellationToken ct) =>
        db.Set<Restore>().AnyAsync(r => r.RestoredAt >= message.StartedAt, ct);

    private async Task StopAsync(EventMessage message, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await db.Set<EventMessage>()
            .Where(m => m.Id == message.Id)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(m => m.Status, MessageStatus.Stopped)
                        .SetProperty(m => m.StopReason, MessageStopReason.Restore)
                        .SetProperty(m => m.FinishedAt, now),
                ct
            );
        await db.StopWaitingRecipientsAsync(message.Id, ct);
    }

    private async Task QueueAsync(EventMessage message, List<MessageRecipient> batch, CancellationToken ct)
    {
        var ids = batch.ConvertAll(recipient => recipient.OrderId);
        var emails = await db.Set<Order>().Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.BuyerEmail, ct);
        var addresses = emails.Values.Where(email => email.Length > 0).Distinct();
        var unsubscribed = message.Topic == MessageTopic.News ? await news.FindUnsubscribedAsync(addresses, ct) : new HashSet<string>();
        List<OrderMail> mails = [];
        foreach (var recipient in batch)
        {
            var email = emails[recipient.OrderId];
            if (email.Length == 0 || unsubscribed.Contains(email))
            {
                recipient.Status = email.Length == 0 ? MessageRecipientStatus.Stopped : MessageRecipientStatus.Unsubscribed;
                continue;
            }

            var mail = new OrderMail(MessageMails.GetKey(message, recipient.OrderId), email, recipient.OrderId);
            mails.Add(mail);
            (recipient.Status, recipient.MailId) = (MessageRecipientStatus.Queued, mail.Id);
        }

        // Saves the recipients too.
        await outbox.QueueForOrdersAsync(MessageMails.GetKind(message), mails, ct);
    }
}
