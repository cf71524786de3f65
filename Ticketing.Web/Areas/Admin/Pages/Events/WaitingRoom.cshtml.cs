using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.WaitingRoom;
using Ticketing.Infrastructure.Hosting.Pipeline;

namespace Ticketing.Areas.Admin.Pages.Events;

/// <summary>The line in front of an event's tickets, as it is now.</summary>
public sealed class WaitingRoomModel(EventQueries events, WaitingRooms rooms, OpenWaitingRoom opening, TimeProvider clock)
    : EventPage(events)
{
    private const int RefreshSeconds = 10;

    public bool AreEnabled => rooms.AreEnabled;

    /// <summary>Null if it is switched off.</summary>
    public Room? Room => rooms.Find(Event.Id);

    public RoomPhase Phase => Room?.GetPhase(Now) ?? RoomPhase.Closed;

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    /// <summary>In the last minute.</summary>
    public int Admitted => Room is { } room ? room.Counts.Served - (room.History.FindAt(Now - TimeSpan.FromMinutes(1))?.Served ?? 0) : 0;

    /// <summary>Buyers who left the line, or did not come when it was their turn.</summary>
    public int GaveUp =>
        Room is { } room
            ? room.Row.GaveUp
                + Math.Max(0, (room.History.FindAt(Now - Room.TurnLifetime)?.Served ?? 0) - room.Row.Entered - room.Row.GaveUp)
            : 0;

    public int TicketsLeft => SaleRules.GetRemaining(Event);

    public void OnGet()
    {
        if (Room is not null)
        {
            Response.Headers["Refresh"] = RefreshSeconds.ToString(CultureInfo.InvariantCulture);
        }
    }

    public async Task<IActionResult> OnPostSwitchOnAsync(CancellationToken ct) =>
        Respond(await opening.SwitchOnAsync(Event.Id, ct), T["The waiting room is on."]);

    public async Task<IActionResult> OnPostSwitchOffAsync(CancellationToken ct) =>
        Respond(await opening.SwitchOffAsync(Event.Id, ct), T["The waiting room is off. Everyone can buy at once."]);

    public async Task<IActionResult> OnPostPauseAsync(CancellationToken ct) =>
        Respond(await opening.PauseAsync(Event.Id, ct), T["The queue is paused. Nobody else is let in."]);

    public async Task<IActionResult> OnPostResumeAsync(CancellationToken ct) =>
        Respond(await opening.ResumeAsync(Event.Id, ct), T["The queue moves on."]);

    private IActionResult Respond(bool exists, string done)
    {
        if (!exists)
        {
            return NotFound();
        }

        this.SetFlash(done);
        return new SeeOtherResult($"/admin/events/{Event.Id}/waiting-room");
    }
}
