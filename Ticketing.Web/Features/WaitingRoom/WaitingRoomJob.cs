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
public sealed class WaitingRoomJob(
    TicketingDbContext db,
    WaitingRooms rooms,
    AdmissionRate rate,
    WaitingRoomMetrics metrics,
    TimeProvider clock
) : IBackgroundJob, IStartupStep
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>How long a room that the load opened stays open with nobody in it.</summary>
    private static readonly TimeSpan QuietTime = TimeSpan.FromMinutes(1);

    /// <summary>How long it stays open while all tickets are sold, for those who have not left.</summary>
    private static readonly TimeSpan SoldOutTime = TimeSpan.FromHours(1);

    private static readonly TimeSpan MaxBurst = TimeSpan.FromSeconds(2);

    /// <summary>Clocks of processes differ by less.</summary>
    private static readonly TimeSpan MaxSkew = TimeSpan.FromSeconds(30);

    public Task RunAsync(CancellationToken ct) => RefreshAsync(ct);

    public async Task<JobResult> RunOnceAsync(CancellationToken ct)
    {
        var (open, entered) = (await LoadAsync(ct), 0);
        var now = clock.GetUtcNow();
        foreach (var room in open)
        {
            entered += await SaveCountsAsync(room, ct);
            await KeepAsync(room, now, ct);
        }

        if (open.Any(room => room.Counts.Waiting > 0 && room.GetPhase(now) == RoomPhase.Line))
        {
            rate.Adapt(entered);
        }
        else
        {
            rate.Rest();
        }

        if (open.Count > 0 || rooms.All.Count > 0)
        {
            await RefreshAsync(ct);
        }

        return JobResult.Done;
    }

    /// <summary>Shows this process how things are now.</summary>
    public async Task RefreshAsync(CancellationToken ct)
    {
        var open = await LoadAsync(ct);
        var now = clock.GetUtcNow();
        foreach (var room in open)
        {
            room.History.Add(now, room.Counts);
        }

        rooms.Replace(open);
    }

    private async Task<IReadOnlyList<Room>> LoadAsync(CancellationToken ct)
    {
        // Read even if rooms are disabled: a run without a query would pass for proof that the database is available.
        var rows = await db.Set<EventWaitingRoom>().AsNoTracking().Where(r => r.IsOn || r.OpenedByLoadAt != null).ToListAsync(ct);
        if (rows.Count == 0 || !rooms.AreEnabled)
        {
            return [];
        }

        var ids = rows.Select(row => row.EventId).ToList();
        var events = await db.Set<Event>().AsNoTracking().Include(e => e.TicketTypes).Where(e => ids.Contains(e.Id)).ToListAsync(ct);
        return [.. events.Join(rows, e => e.Id, row => row.EventId, (e, row) => new Room(e, row, GetHistory(row)))];
    }

    private LineHistory GetHistory(EventWaitingRoom row) =>
        rooms.Find(row.EventId) is { } known && known.Row.Round == row.Round ? known.History : new LineHistory();

    private async Task KeepAsync(Room room, DateTimeOffset now, CancellationToken ct)
    {
        if (room.IsOver(now))
        {
            await CloseAsync(room.Row, ct);
        }
        else if (room.Row.Seed is not null && room.OnSaleAt > now + MaxSkew)
        {
            await GatherAgainAsync(room.Row, ct);
        }
        else if (room.GetPhase(now) == RoomPhase.Line)
        {
            await MoveOnAsync(room, now, ct);
        }
    }

    private async Task MoveOnAsync(Room room, DateTimeOffset now, CancellationToken ct)
    {
        if (rate.IsCongested || room.Counts.Waiting > rate.PerSecond * MaxBurst.TotalSeconds)
        {
            room.History.MarkBusy(now);
        }

        if (room.Row.Seed is null)
        {
            await ShuffleAsync(room.Row, now, ct);
        }
        else if (room.Counts.Waiting == 0 || room.IsSoldOut)
        {
            await CloseIfQuietAsync(room, now, ct);
        }
        else if (!room.StandsStill && !rate.IsCongested)
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
        var elapsed = GetElapsed(now - row.AdvancedAt, longest);
        var possible = (int)(perSecond * elapsed.TotalSeconds + 1e-6);
        var count = Math.Min(possible, room.CountAdmissible(now));
        var next = room.Counts.Advance(count);
        if (next.Served == room.Counts.Served)
        {
            return;
        }

        var advancedAt = elapsed == longest || count < possible ? now : row.AdvancedAt + TimeSpan.FromSeconds(count / perSecond);
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

    // A little ahead is another process's clock; far ahead, a clock was set back.
    private static TimeSpan GetElapsed(TimeSpan time, TimeSpan longest) =>
        time < -MaxSkew || time > longest ? longest
        : time < TimeSpan.Zero ? TimeSpan.Zero
        : time;

    private async Task CloseIfQuietAsync(Room room, DateTimeOffset now, CancellationToken ct)
    {
        var row = room.Row;
        var isQuiet = row.OpenedByLoadAt < now - QuietTime && !room.History.WasBusySince(now - QuietTime);
        // Until then those who wait for a sold-out show keep their place.
        var isForgotten = room.IsSoldOut && row.AdvancedAt < now - SoldOutTime && row.OpenedByLoadAt < now - SoldOutTime;
        if (row.IsOn || row.IsPaused || !(isQuiet || isForgotten))
        {
            return;
        }

        await db.WriteAsync(
            () =>
                db.Set<EventWaitingRoom>()
                    .Where(r => r.EventId == row.EventId && r.Round == row.Round && !r.IsOn && !r.IsPaused)
                    .Where(r => isForgotten || (r.Joined == r.Served && r.CrowdedJoined == r.CrowdedServed))
                    .ExecuteUpdateAsync(set => set.SetProperty(r => r.OpenedByLoadAt, (DateTimeOffset?)null), ct),
            ct: ct
        );
    }

    private async Task CloseAsync(EventWaitingRoom row, CancellationToken ct) =>
        await db.WriteAsync(
            () =>
                db.Set<EventWaitingRoom>()
                    .Where(r => r.EventId == row.EventId && r.Round == row.Round)
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(r => r.IsOn, false).SetProperty(r => r.OpenedByLoadAt, (DateTimeOffset?)null),
                        ct
                    ),
            ct: ct
        );

    /// <summary>The on-sale was moved: all places are drawn again when it begins, and none is lost.</summary>
    private async Task GatherAgainAsync(EventWaitingRoom row, CancellationToken ct) =>
        await db.WriteAsync(
            () =>
                db.Set<EventWaitingRoom>()
                    .Where(r => r.EventId == row.EventId && r.Round == row.Round && r.Seed == row.Seed)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(r => r.Seed, (string?)null)
                                .SetProperty(r => r.Served, 0)
                                .SetProperty(r => r.Shuffled, 0)
                                .SetProperty(r => r.CrowdedServed, 0)
                                .SetProperty(r => r.CrowdedShuffled, 0)
                                .SetProperty(r => r.Entered, 0)
                                .SetProperty(r => r.GaveUp, 0),
                        ct
                    ),
            ct: ct
        );

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
            metrics.Count(entered, gaveUp);
        }

        return entered;
    }

    internal static string CreateSeed() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
}
