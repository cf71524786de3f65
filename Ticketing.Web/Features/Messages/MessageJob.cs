using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Features.Messages;

/// <summary>Starts messages that are due, and hands their emails to the outbox. A killed run is taken up by the next one.</summary>
public sealed partial class MessageJob(
    TicketingDbContext db,
    StartMessage start,
    QueueMessageMails queue,
    TimeProvider clock,
    ILogger<MessageJob> log
) : IBackgroundJob
{
    public static TimeSpan Interval => TimeSpan.FromSeconds(10);

    public async Task<JobResult> RunOnceAsync(CancellationToken ct)
    {
        var open = await (
            from message in db.Set<EventMessage>().AsNoTracking()
            where message.Status == MessageStatus.Scheduled || message.Status == MessageStatus.Sending
            join show in db.Set<Event>().AsNoTracking() on message.EventId equals show.Id
            orderby message.CreatedAt, message.Id
            select new { message, show }
        ).ToListAsync(ct);
        foreach (var (message, show) in open.Select(row => (row.message, row.show)))
        {
            try
            {
                await StartOrContinueAsync(message, show, ct);
            }
#pragma warning disable CA1031 // One message must not hold up the others, whatever is wrong with it.
            catch (Exception error) when (error is not OperationCanceledException && !DatabaseErrors.IsUnavailable(error))
#pragma warning restore CA1031
            {
                db.ChangeTracker.Clear();
                LogFailed(log, message.Id, error);
            }
        }

        return JobResult.Done;
    }

    private async Task StartOrContinueAsync(EventMessage message, Event show, CancellationToken ct)
    {
        if (message.Status == MessageStatus.Sending || (IsOver(message, show) && await start.TryStartAsync(message.Id, ct)))
        {
            await SendAsync(message.Id, ct);
        }
    }

    private bool IsOver(EventMessage message, Event show) =>
        show.Status == EventStatus.Cancelled || message.FindDueTime(show) <= clock.GetUtcNow();

    private async Task SendAsync(Guid messageId, CancellationToken ct)
    {
        do
        {
            ct.ThrowIfCancellationRequested();

            // Keeps memory flat over many recipients.
            db.ChangeTracker.Clear();
        } while (await queue.QueueNextAsync(messageId, ct));

        await queue.FinishAsync(messageId, ct);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {MessageId} to buyers could not be sent")]
    private static partial void LogFailed(ILogger logger, Guid messageId, Exception error);
}
