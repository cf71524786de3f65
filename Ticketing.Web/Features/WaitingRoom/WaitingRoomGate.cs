using Ticketing.Features.WaitingRoom.Load;
using Ticketing.Features.WaitingRoom.Places;
using Ticketing.Infrastructure.Data.Keys;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Features.WaitingRoom;

/// <summary>Stands in front of the hold. Without a line it costs one look into memory.</summary>
public sealed class WaitingRoomGate(
    WaitingRooms rooms,
    PlaceDispenser dispenser,
    PlaceCookies cookies,
    BrowserCookie browsers,
    KeyedHash hash,
    BuyerLoad load,
    AutomaticOpening automatic,
    WaitingRoomJob job,
    TimeProvider clock
)
{
    /// <returns>Null if nobody waits for this event now.</returns>
    public Room? FindOpen(string slug) =>
        rooms.Find(slug) is { } room && room.GetPhase(clock.GetUtcNow()) != RoomPhase.Closed ? room : null;

    /// <summary>Gives the browser a place in the line, or keeps the one that it has, with this choice.</summary>
    /// <param name="address">As <see cref="RateLimits.GetAddressKey"/> writes it.</param>
    /// <returns>False if it may hold tickets now.</returns>
    public async Task<bool> MustWaitAsync(HttpContext context, string slug, string address, TicketChoice choice, CancellationToken ct)
    {
        if (load.IsOverloaded && rooms.AreEnabled && rooms.Find(slug) is null)
        {
            await automatic.OpenAsync(slug, ct);
        }

        if (FindOpen(slug) is not { } room || IsAdmitted(context, room, choice))
        {
            return false;
        }

        if (cookies.FindPlace(context, room.Event.Id, room.Row.Round) is { } place)
        {
            switch (room.GetTurn(place, clock.GetUtcNow()))
            {
                case Turn.Come when room.FindLatestStart(choice) is not { } start || !room.HadTurnBefore(place, start):
                    Admit(context, room, place with { Choice = choice });
                    return false;
                case Turn.Lobby or Turn.Waiting:
                    cookies.Set(context, place with { Choice = choice });
                    return true;
            }
        }

        return await JoinAsync(context, slug, address, choice, ct);
    }

    // Tickets that went on sale since then have a line of their own, in which everybody begins anew.
    private bool IsAdmitted(HttpContext context, Room room, TicketChoice choice) =>
        cookies.FindTurn(context, room.Event.Id, room.Row.Round) is { } turn
        && !(room.FindLatestStart(choice) > turn.ExpiresAt - Room.TurnLifetime);

    public Place? FindPlace(HttpContext context, Room room) => cookies.FindPlace(context, room.Event.Id, room.Row.Round);

    /// <summary>From now on the browser may hold tickets for some minutes.</summary>
    /// <returns>Until when.</returns>
    public DateTimeOffset Admit(HttpContext context, Room room, Place place)
    {
        var until = clock.GetUtcNow() + Room.TurnLifetime;
        if (!IsAdmitted(context, room, place.Choice))
        {
            cookies.Set(context, new TurnToken(place.EventId, place.Round, place.Browser, until));
            room.History.CountEntered();
        }

        return until;
    }

    /// <summary>The tickets are held: what was chosen when joining counts no longer.</summary>
    public void End(HttpContext context, string slug)
    {
        if (FindOpen(slug) is { } room)
        {
            PlaceCookies.RemovePlace(context, room.Event.Id);
        }
    }

    public static void Leave(HttpContext context, Room room)
    {
        room.History.CountGivenUp();
        PlaceCookies.RemovePlace(context, room.Event.Id);
    }

    /// <returns>False if the waiting room has just been closed.</returns>
    private async Task<bool> JoinAsync(HttpContext context, string slug, string address, TicketChoice choice, CancellationToken ct)
    {
        while (FindOpen(slug) is { } room)
        {
            var (eventId, round) = (room.Event.Id, room.Row.Round);
            var key = await hash.ComputeAsync($"waiting-room|{eventId}|{round}|{address}", ct);
            if (await dispenser.TakeAsync(new PlaceRequest(eventId, round, key), ct) is { } number)
            {
                var browser = browsers.GetOrCreateKey(context);
                cookies.Set(context, new Place(eventId, round, number.Lane, number.Number, browser, choice));
                return true;
            }

            // Another process has opened a new round, or closed the room.
            await job.RefreshAsync(ct);
        }

        return false;
    }
}
