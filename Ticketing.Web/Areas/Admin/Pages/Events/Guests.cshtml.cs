using Microsoft.AspNetCore.Mvc;
using Ticketing.Features.CheckIn;
using Ticketing.Features.Events.Catalog;

namespace Ticketing.Areas.Admin.Pages.Events;

public sealed class GuestsModel(EventQueries events, AttendeeQueries attendees, AdmissionCountQueries counts) : EventPage(events)
{
    private const int MaxPage = 10_000;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string Text
    {
        get;
        set => field = (value ?? "").Trim();
    } = "";

    /// <summary>From 1.</summary>
    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number
    {
        get;
        set => field = Math.Clamp(value, 1, MaxPage);
    } = 1;

    public AdmissionCount Count { get; private set; } = null!;
    public IReadOnlyList<CheckInTicket> Tickets { get; private set; } = [];
    public bool HasMore { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Count = (await counts.GetForEventsAsync([Event.Id], ct))[Event.Id];
        (Tickets, HasMore) = await attendees.GetPageAsync(Event.Id, Text, Number, ct);
    }
}
