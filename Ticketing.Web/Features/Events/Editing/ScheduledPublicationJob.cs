using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Features.Events.Editing;

/// <summary>
/// Publishes the drafts whose time has come. One that lacks something, such as a ticket type, is looked at again in every run.
/// </summary>
public sealed partial class ScheduledPublicationJob(
    TicketingDbContext db,
    PublishEvent publish,
    TimeProvider clock,
    ILogger<ScheduledPublicationJob> log
) : IBackgroundJob
{
    public static TimeSpan Interval => TimeSpan.FromSeconds(10);

    public async Task<JobResult> RunOnceAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var due = await db.Set<Event>()
            .Where(e => e.Status == EventStatus.Inactive && e.ArchivedAt == null && e.PublishAt <= now)
            .OrderBy(e => e.PublishAt)
            .Select(e => e.Id)
            .ToListAsync(ct);
        foreach (var id in due)
        {
            await TryPublishAsync(id, ct);
        }

        return JobResult.Done;
    }

    private async Task TryPublishAsync(Guid id, CancellationToken ct)
    {
        try
        {
            await publish.PublishDueAsync(id, ct);
        }
#pragma warning disable CA1031 // A draft that cannot be published must not keep back the others.
        catch (Exception error) when (!DatabaseErrors.IsOutage(error) && !ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(log, id, error);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Event {EventId} is due to be published but could not be; it will be retried")]
    private static partial void LogFailed(ILogger logger, Guid eventId, Exception error);
}
