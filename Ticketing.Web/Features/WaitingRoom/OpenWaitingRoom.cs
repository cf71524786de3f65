using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Editing;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.WaitingRoom;

/// <summary>Opens, pauses and closes the line in front of an event's tickets.</summary>
public sealed class OpenWaitingRoom(TicketingDbContext db, EventLoader loader, AuditTrail audit, WaitingRoomJob job, TimeProvider clock)
{
    /// <returns>False if there is no such event.</returns>
    public Task<bool> SwitchOnAsync(Guid eventId, CancellationToken ct) =>
        ChangeAsync(
            eventId,
            "event.waiting-room-on",
            async @event =>
            {
                await OpenAsync(@event, ct);
                return await db.Set<EventWaitingRoom>()
                    .Where(r => r.EventId == eventId && !r.IsOn)
                    .ExecuteUpdateAsync(set => set.SetProperty(r => r.IsOn, true), ct);
            },
            ct
        );

    /// <summary>Whoever waits may buy at once.</summary>
    /// <inheritdoc cref="SwitchOnAsync"/>
    public Task<bool> SwitchOffAsync(Guid eventId, CancellationToken ct) =>
        ChangeAsync(
            eventId,
            "event.waiting-room-off",
            _ =>
                Open(eventId)
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(r => r.IsOn, false).SetProperty(r => r.OpenedByLoadAt, (DateTimeOffset?)null),
                        ct
                    ),
            ct
        );

    /// <inheritdoc cref="SwitchOnAsync"/>
    public Task<bool> PauseAsync(Guid eventId, CancellationToken ct) => SetPausedAsync(eventId, true, "event.waiting-room-paused", ct);

    /// <inheritdoc cref="SwitchOnAsync"/>
    public Task<bool> ResumeAsync(Guid eventId, CancellationToken ct) => SetPausedAsync(eventId, false, "event.waiting-room-resumed", ct);

    /// <summary>Because more buyers come than the machine can serve.</summary>
    /// <returns>False if no such event can be bought, now or later.</returns>
    internal async Task<bool> OpenByLoadAsync(string slug, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        // Before the write: anybody can ask for addresses that do not exist.
        var @event = await db.Set<Event>()
            .AsNoTracking()
            .Include(e => e.TicketTypes)
            .FirstOrDefaultAsync(e => e.Slug == slug && e.Status == EventStatus.Active && e.StartsAt > now, ct);
        if (@event is null || Room.FindOnSale(@event) > now)
        {
            return @event is not null;
        }

        await db.WriteAsync(
            async () =>
            {
                await OpenAsync(@event, ct);
                await db.Set<EventWaitingRoom>()
                    .Where(r => r.EventId == @event.Id && !r.IsOn)
                    .ExecuteUpdateAsync(set => set.SetProperty(r => r.OpenedByLoadAt, now), ct);
            },
            ct
        );
        await job.RefreshAsync(ct);
        return true;
    }

    private IQueryable<EventWaitingRoom> Open(Guid eventId) =>
        db.Set<EventWaitingRoom>().Where(r => r.EventId == eventId && (r.IsOn || r.OpenedByLoadAt != null));

    private Task<bool> SetPausedAsync(Guid eventId, bool isPaused, string action, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return ChangeAsync(
            eventId,
            action,
            _ =>
                Open(eventId)
                    .Where(r => r.IsPaused != isPaused)
                    .ExecuteUpdateAsync(set => set.SetProperty(r => r.IsPaused, isPaused).SetProperty(r => r.AdvancedAt, now), ct),
            ct
        );
    }

    /// <param name="change">Returns how many rooms it changed.</param>
    private async Task<bool> ChangeAsync(Guid eventId, string action, Func<Event, Task<int>> change, CancellationToken ct)
    {
        var exists = await db.WriteAsync(
            async () =>
            {
                if (await loader.LoadLockedWithTypesAsync(eventId, ct) is not { } @event)
                {
                    return false;
                }

                if (await change(@event) > 0)
                {
                    await audit.RecordAsync(action, eventId, @event.Title, null, null, ct);
                }

                return true;
            },
            ct: ct
        );
        await job.RefreshAsync(ct);
        return exists;
    }

    /// <summary>A new round, unless one is open: earlier places are void, and the numbers begin again.</summary>
    private async Task OpenAsync(Event @event, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var seed = Room.FindOnSale(@event) is { } start && now < start ? null : WaitingRoomJob.CreateSeed();
        await db.InsertIfNewAsync(new EventWaitingRoom { EventId = @event.Id, AdvancedAt = now }, nameof(EventWaitingRoom.EventId), ct);
        var reset = await db.Set<EventWaitingRoom>()
            .Where(r => r.EventId == @event.Id && !r.IsOn && r.OpenedByLoadAt == null)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(r => r.Round, r => r.Round + 1)
                        .SetProperty(r => r.Seed, seed)
                        .SetProperty(r => r.IsPaused, false)
                        .SetProperty(r => r.Joined, 0)
                        .SetProperty(r => r.Served, 0)
                        .SetProperty(r => r.Shuffled, 0)
                        .SetProperty(r => r.CrowdedJoined, 0)
                        .SetProperty(r => r.CrowdedServed, 0)
                        .SetProperty(r => r.CrowdedShuffled, 0)
                        .SetProperty(r => r.Entered, 0)
                        .SetProperty(r => r.GaveUp, 0)
                        .SetProperty(r => r.AdvancedAt, now),
                ct
            );
        if (reset > 0)
        {
            await db.Set<WaitingRoomAddress>().Where(a => a.EventId == @event.Id).ExecuteDeleteAsync(ct);
        }
    }
}
