using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Features.Holds;
using Ticketing.Features.Promotions;
using Ticketing.Features.WaitingRoom;
using Ticketing.Features.WaitingRoom.Load;
using Ticketing.Features.WaitingRoom.Places;
using Ticketing.Infrastructure.Hosting.Pipeline;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Pages.Events;

/// <summary>
/// A buyer's place in line. It reloads itself, which costs no statement. The one that finds the turn come holds what the buyer chose when
/// they joined: without JavaScript nothing but a GET comes by itself.
/// </summary>
[SameOriginPost]
[IgnoreAntiforgeryToken]
[ResponseCache(Location = ResponseCacheLocation.None, NoStore = true)]
public sealed class QueueModel(
    WaitingRoomGate gate,
    PlaceHold holds,
    BrowserCookie browsers,
    BuyerLoad load,
    AdmissionRate rate,
    TimeProvider clock
) : PageModel
{
    private const string Off = "off";

    public Room Room { get; private set; } = null!;

    public Place Place { get; private set; } = null!;

    public Turn Turn { get; private set; } = null!;

    /// <summary>The browser keeps no cookies, and so no place.</summary>
    public bool IsWithoutCookies { get; private set; }

    /// <summary>The buyer does not want the page to reload itself.</summary>
    public bool IsStopped { get; private set; }

    public string Path => $"/events/{Room.Event.Slug}/queue";

    /// <summary>The same, but it does not reload itself.</summary>
    public string StoppedPath => $"{Path}?refresh={Off}";

    /// <summary>If tickets could not be held: until when others can be chosen.</summary>
    public DateTimeOffset? ChooseUntil { get; private set; }

    public IReadOnlyList<RefusedLine> Refused { get; private set; } = [];

    /// <summary>Why the code that was typed is no good any more; null if it is, or if there is none.</summary>
    public CodeRefusal? RefusedCode { get; private set; }

    public bool IsRefused => Refused.Count > 0 || RefusedCode is not null;

    /// <summary>With the code that was typed.</summary>
    public string EventPath => PageCode.AddTo($"/events/{Room.Event.Slug}", Place.Choice.PromoCode);

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    /// <summary>Null if it is too early to say, or just a moment.</summary>
    public int? MinutesLeft =>
        !IsAlmostNext && SecondsLeft is { } seconds ? (int)Math.Min(Math.Ceiling(seconds / 60), TimeSpan.FromDays(1).TotalMinutes) : null;

    private double? SecondsLeft =>
        Turn is Turn.Waiting { Ahead: var ahead } && Room.History.GetPerMinute(Now, rate.PerSecond * 60) is > 0 and var turns
            ? (ahead + 1) / turns * 60
            : null;

    private bool IsAlmostNext => Turn is Turn.Waiting { Ahead: var ahead } && !Room.StandsStill && ahead < rate.PerSecond * 3;

    /// <param name="refresh">"off" if the page is not to reload itself.</param>
    public async Task<IActionResult> OnGetAsync(string slug, string? refresh, CancellationToken ct)
    {
        IsStopped = refresh == Off;
        if (!Find(slug))
        {
            IsWithoutCookies = Room is not null && browsers.FindKey(HttpContext) is null;
            return IsWithoutCookies ? Page() : new SeeOtherResult($"/events/{slug}");
        }

        if (Turn is Turn.Come && IsBuyersOwn())
        {
            return await TakeTurnAsync(ct);
        }

        if (!IsStopped && Turn is (Turn.Lobby or Turn.Waiting))
        {
            Response.Headers["Refresh"] = GetRefreshSeconds().ToString(CultureInfo.InvariantCulture);
        }

        return Page();
    }

    public IActionResult OnPostLeave(string slug)
    {
        if (Find(slug))
        {
            WaitingRoomGate.Leave(HttpContext, Room);
        }

        return new SeeOtherResult($"/events/{slug}");
    }

    private bool Find(string slug)
    {
        Room = gate.FindOpen(slug)!;
        if (Room is null || gate.FindPlace(HttpContext, Room) is not { } place)
        {
            return false;
        }

        (Place, Turn) = (place, Room.GetTurn(place, Now));
        return true;
    }

    // A link on another site must not make a browser hold tickets.
    private bool IsBuyersOwn() => HttpMethods.IsGet(Request.Method) && Request.Headers["Sec-Fetch-Site"] != "cross-site";

    private async Task<IActionResult> TakeTurnAsync(CancellationToken ct)
    {
        ChooseUntil = gate.Admit(HttpContext, Room, Place);
        using var measured = load.Measure();
        var client = new HoldClient(Place.Browser, RateLimits.GetAddressKey(HttpContext.Connection.RemoteIpAddress));
        switch (await holds.PlaceAsync(CreateRequest(client), ct))
        {
            case HoldOutcome.Placed placed:
                gate.End(HttpContext, Room.Event.Slug);
                return new SeeOtherResult($"/checkout/{placed.Code}");
            case HoldOutcome.Refused refused:
                Refused = refused.Lines;
                break;
            case HoldOutcome.CodeRefused refused:
                RefusedCode = refused.Reason;
                break;
        }

        return Page();
    }

    private HoldRequest CreateRequest(HoldClient client) =>
        new(Room.Event.Slug, Place.Choice.Counts, client, ReplacesLive: true) { PromoCode = Place.Choice.PromoCode };

    /// <summary>
    /// Halfway to the turn, so that few come late and a long line costs little. Not exactly: those who joined together would otherwise come
    /// together each time.
    /// </summary>
    private int GetRefreshSeconds()
    {
        const int Min = 4;
        const int Max = 30;
        const int NearFront = 300;
        const int VeryFront = 20;
        var apart = Place.Number % 4;
        return Turn switch
        {
            Turn.Waiting when IsAlmostNext => Min / 2 + apart % 2,
            Turn.Waiting { Ahead: > VeryFront } when Room.StandsStill => Max + apart,
            Turn.Waiting { Ahead: <= NearFront } => Min - 1 + apart,
            Turn.Waiting when SecondsLeft is { } seconds => (int)(
                Math.Clamp(seconds / 2, Min, Max) * RandomNumberGenerator.GetInt32(75, 126) / 100
            ),
            Turn.Waiting => Max / 2 + apart,
            _ => Math.Clamp((int)Math.Ceiling(((Room.OnSaleAt ?? Now) - Now).TotalSeconds), 1, Max) + apart,
        };
    }
}
