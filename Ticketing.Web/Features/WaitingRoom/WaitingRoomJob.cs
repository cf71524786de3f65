using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.WaitingRoom.Load;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;
using Ticketing.Infrastructure.Hosting.Startup;

namespace Ticketing.Features.WaitingRoom;

/// <summary>
/// Moves the lines on and shows this process how far they are. Every process runs it each second: what one has done, a condition keeps
/// the others from doing again.
/// </summary>
public sealed class WaitingRoomJob(TicketingDbContext db, WaitingRooms rooms, AdmissionRate rate, TimeProvider clock)
    : IBackgroundJob,
        IStartupStep
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>How long a room that the load opened stays open with nobody in it.</summary>
    private static readonly TimeSpan QuietTime = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan MaxBurst = TimeSpan.FromSeconds(2);

    public Task RunAsync(CancellationToken ct) => RefreshAsync(ct);

    public async Task<JobResult> RunOnceAsync(CancellationToken ct)
    {
        var (now, open, entered) = (clock.GetUtcNow(), await LoadAsync(ct), 0);
        foreach (var room in open)
        {
            entered += await SaveCountsAsync(room, ct);
            if (room.GetPhase(now) == RoomPhase.Line)
            {
                await MoveOnAsync(room, now, ct);
            }
        }

        rate.Adapt(entered);
        if (open.Count > 0 || rooms.All.Count > 0)
        {
            await RefreshAsync(ct);
        }

        return JobResult.Done;
    }

    /// <summary>Shows this process how things are now.</summary>
    public async Task RefreshAsync(CancellationToken ct)
    {
        var (now, open) = (clock.GetUtcNow(), await LoadAsync(ct));
        foreach (var room in open)
        {
            room.History.Add(now, room.Counts);
        }

        rooms.Replace(open);
    }

    private async Task<IReadOnlyList<Room>> LoadAsync(CancellationToken ct)
    {
        var rows = rooms.AreEnabled
            ? await db.Set<EventWaitingRoom>().AsNoTracking().Where(r => r.IsOn || r.OpenedByLoadAt != null).ToListAsync(ct)
            : [];
        if (rows.Count == 0)
        {
            return [];
        }

        var ids = rows.Select(row => row.EventId).ToList();
        var events = await db.Set<Event>().AsNoTracking().Include(e => e.TicketTypes).Where(e => ids.Contains(e.Id)).ToListAsync(ct);
        return [.. events.Join(rows, e => e.Id, row => row.EventId, (e, row) => new Room(e, row, GetHistory(row)))];
    }

    private LineHistory GetHistory(EventWaitingRoom row) =>
        rooms.Find(row.EventId) is { } known && known.Row.Round == row.Round ? known.History : new LineHistory();

    private async Task MoveOnAsync(Room room, DateTimeOffset now, CancellationToken ct)
    {
        if (room.Row.Seed is null)
        {
            await ShuffleAsync(room.Row, now, ct);
        }
        else if (room.Counts.Waiting == 0)
        {
            await CloseIfQuietAsync(room.Row, now, ct);
        }
        else if (!room.StandsStill)
        {
            await AdvanceAsync(room, now, ct);
        }
    }

    private async Task ShuffleAsync(EventWaitingRoom row, DateTimeOffset now, CancellationToken ct)
    {
        var seed = CreateSeed();
        await db.WriteAsync(
            () =>
                db.Set<EventWaitingRoom>()
                    .Where(r => r.EventId == row.EventId && r.Round == row.Round && r.Seed == null)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(r => r.Seed, seed)
                                .SetProperty(r => r.Shuffled, r => r.Joined)
                                .SetProperty(r => r.CrowdedShuffled, r => r.CrowdedJoined)
                                .SetProperty(r => r.AdvancedAt, now),
                        ct
                    ),
            ct: ct
        );
    }

    private async Task AdvanceAsync(Room room, DateTimeOffset now, CancellationToken ct)
    {
        var (row, perSecond) = (room.Row, rate.PerSecond);
        // A whole buyer at the least, however slow the rate is.
        var longest = TimeSpan.FromSeconds(Math.Max(MaxBurst.TotalSeconds, 1 / perSecond));
        var elapsed = now - row.AdvancedAt is var time && time >= TimeSpan.Zero && time < longest ? time : longest;
        var count = (int)(perSecond * elapsed.TotalSeconds + 1e-6);
        var next = room.Counts.Advance(count);
        if (next.Served == room.Counts.Served)
        {
            return;
        }

        var advancedAt = elapsed == longest ? now : row.AdvancedAt + TimeSpan.FromSeconds(count / perSecond);
        await db.WriteAsync(
            () =>
                db.Set<EventWaitingRoom>()
                    .Where(r => r.EventId == row.EventId && r.Round == row.Round && !r.IsPaused)
                    .Where(r => r.AdvancedAt == row.AdvancedAt && r.Served == row.Served && r.CrowdedServed == row.CrowdedServed)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(r => r.Served, next.Ordinary.Served)
                                .SetProperty(r => r.CrowdedServed, next.Crowded.Served)
                                .SetProperty(r => r.AdvancedAt, advancedAt),
                        ct
                    ),
            ct: ct
        );
    }

    private async Task CloseIfQuietAsync(EventWaitingRoom row, DateTimeOffset now, CancellationToken ct)
    {
        if (row.IsOn || !(row.OpenedByLoadAt < now - QuietTime) || row.AdvancedAt > now - QuietTime)
        {
            return;
        }

        await db.WriteAsync(
            () =>
                db.Set<EventWaitingRoom>()
                    .Where(r => r.EventId == row.EventId && r.Round == row.Round && !r.IsOn)
                    .Where(r => r.Joined == r.Served && r.CrowdedJoined == r.CrowdedServed)
                    .ExecuteUpdateAsync(set => set.SetProperty(r => r.OpenedByLoadAt, (DateTimeOffset?)null), ct),
            ct: ct
        );
    }

    /// <returns>How many entered.</returns>
    private async Task<int> SaveCountsAsync(Room room, CancellationToken ct)
    {
        var (entered, gaveUp) = room.History.TakeCounts();
        if (entered + gaveUp > 0)
        {
            await db.WriteAsync(
                () =>
                    db.Set<EventWaitingRoom>()
                        .Where(r => r.EventId == room.Row.EventId && r.Round == room.Row.Round)
                        .ExecuteUpdateAsync(
                            set =>
                                set.SetProperty(r => r.Entered, r => r.Entered + entered)
                                    .SetProperty(r => r.GaveUp, r => r.GaveUp + gaveUp),
                            ct
                        ),
                ct: ct
            );
        }

        return entered;
    }

    internal static string CreateSeed() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
}
