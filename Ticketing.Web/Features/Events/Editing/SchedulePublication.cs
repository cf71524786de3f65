using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Features.Events.Editing;

/// <summary>Lets the program publish a draft later: <see cref="ScheduledPublicationJob"/>.</summary>
public sealed class SchedulePublication(
    TicketingDbContext db,
    EventLoader loader,
    PublishEvent publish,
    AuditTrail audit,
    TimeProvider clock
)
{
    /// <param name="at">In the event's time zone. Replaces an earlier time.</param>
    public Task<PublishOutcome> ScheduleAsync(Guid id, LocalTimeInput at, CancellationToken ct) =>
        ScheduleAsync(id, draft => LocalTimeConverter.Parse(at, draft.TimeZone), ct);

    /// <param name="at">Replaces an earlier time.</param>
    public Task<PublishOutcome> ScheduleAsync(Guid id, DateTimeOffset at, CancellationToken ct) =>
        ScheduleAsync(id, _ => new LocalTimeResult.Valid(at.ToUniversalTime()), ct);

    /// <summary>The event stays a draft.</summary>
    public Task<PublishOutcome> TakeBackAsync(Guid id, CancellationToken ct) =>
        db.WriteAsync<PublishOutcome>(
            async () =>
            {
                if (await loader.LoadLockedAsync(id, ct) is not { } draft)
                {
                    return new PublishOutcome.NotFound();
                }

                return await SetAsync(draft, null, "event.publication-taken-back", ct)
                    ? new PublishOutcome.Done()
                    : new PublishOutcome.Refused([T["It is public already."]]);
            },
            ct: ct
        );

    private Task<PublishOutcome> ScheduleAsync(Guid id, Func<Event, LocalTimeResult> read, CancellationToken ct) =>
        db.WriteAsync(() => TryScheduleAsync(id, read, ct), outcome => outcome is PublishOutcome.Done, ct);

    private async Task<PublishOutcome> TryScheduleAsync(Guid id, Func<Event, LocalTimeResult> read, CancellationToken ct)
    {
        if (await loader.LoadLockedWithTypesAsync(id, ct) is not { } draft)
        {
            return new PublishOutcome.NotFound();
        }

        return read(draft) switch
        {
            LocalTimeResult.Invalid invalid => new PublishOutcome.Refused([invalid.Message], IsMistyped: true),
            LocalTimeResult.Valid { Instant: var at } when at > clock.GetUtcNow() => publish.GetPublishBlockers(draft, at)
                is { Count: > 0 } reasons
                ? new PublishOutcome.Refused(reasons)
            : await SetAsync(draft, at, "event.publication-scheduled", ct) ? new PublishOutcome.Done()
            : new PublishOutcome.Refused([T["It is public already."]]),
            LocalTimeResult.Valid => new PublishOutcome.Refused([T["Choose a time in the future."]]),
            _ => new PublishOutcome.Refused([T["Choose the day and time."]], IsMistyped: true),
        };
    }

    private async Task<bool> SetAsync(Event draft, DateTimeOffset? at, string action, CancellationToken ct)
    {
        var changed = await db.Set<Event>()
            .Where(e => e.Id == draft.Id && e.Status == EventStatus.Inactive && e.ArchivedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.PublishAt, at).SetProperty(e => e.Version, e => e.Version + 1), ct);
        if (changed > 0 && at != draft.PublishAt)
        {
            await audit.RecordAsync(action, draft.Id, draft.Title, new { draft.PublishAt }, new { PublishAt = at }, ct);
        }

        return changed > 0;
    }
}
