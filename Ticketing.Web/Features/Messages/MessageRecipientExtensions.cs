using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Messages;

internal static class MessageRecipientExtensions
{
    public static IQueryable<MessageRecipient> WaitingRecipients(this TicketingDbContext db, Guid messageId) =>
        db.Set<MessageRecipient>().Where(r => r.MessageId == messageId && r.Status == MessageRecipientStatus.Waiting);

    public static Task<int> StopWaitingRecipientsAsync(this TicketingDbContext db, Guid messageId, CancellationToken ct) =>
        db.WaitingRecipients(messageId).ExecuteUpdateAsync(set => set.SetProperty(r => r.Status, MessageRecipientStatus.Stopped), ct);
}
