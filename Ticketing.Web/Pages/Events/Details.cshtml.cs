using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Ticketing.Events;
using Ticketing.Holds;
using Ticketing.Hosting;
using Ticketing.Settings;

namespace Ticketing.Pages.Events;

[SameOriginPost]
[IgnoreAntiforgeryToken]
[EnableRateLimiting(RateLimits.Holds)]
[OutputCache(PolicyName = PageCache.ForASecond)]
public sealed class DetailsModel(
    Catalogue catalogue, SaleRules rules, Pricing pricing, Offers offers, PlaceHold holds, StructuredData structured,
    IOptionsMonitor<SiteOptions> site, IOptionsMonitor<HoldOptions> holding, TimeProvider clock) : PageModel
{
    private ChosenQuantities chosen = ChosenQuantities.None;
    private readonly Dictionary<Guid, string> refusals = [];

    public Event Event { get; private set; } = null!;
    public EventCard Card { get; private set; } = null!;
    public IReadOnlyList<TicketRow> Rows { get; private set; } = [];

    /// <summary>What stood in the way of the whole wish; null before a refusal.</summary>
    public string? Problem { get; private set; }
    public IReadOnlyList<OpenHold> OpenHolds { get; private set; } = [];

    public bool IsOver => Event.EndsOrAssumedEndsAt <= clock.GetUtcNow();
    public bool HasBegun => Event.StartsAt <= clock.GetUtcNow();
    public bool IsOff => Event.Status is EventStatus.Cancelled or EventStatus.Postponed;
    public bool CanBuy => !IsOff && Rows.Any(row => row.CanBuy);
    public int HoldMinutes => (int)holding.CurrentValue.Lifetime.TotalMinutes;
    public decimal TaxRate => pricing.TaxRatePercent;
    public string Currency => pricing.Currency;
    public Uri? Home => Uri.TryCreate(site.CurrentValue.PublicBaseUrl, UriKind.Absolute, out var home) ? home : null;

    public string StructuredJson => structured.Write(Event, Home, site.CurrentValue.VenueName, Ticketing.Events.Posters.EventPosters.SharePathOf(Event));

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken ct) => await ShowAsync(slug, StatusCodes.Status200OK, ct);

    public async Task<IActionResult> OnPostAsync(string slug, CancellationToken ct)
    {
        chosen = ChosenQuantities.Read(Request.HasFormContentType ? await Request.ReadFormAsync(ct) : FormCollection.Empty);
        foreach (var type in chosen.Unreadable)
        {
            refusals[type] = Refusals.NotACount;
        }

        if (refusals.Count > 0)
        {
            return await RefuseAsync(slug, "Please check the numbers of tickets.", StatusCodes.Status400BadRequest, ct);
        }

        return await holds.PlaceAsync(new HoldRequest(slug, chosen.Counts, BrowserCookie.KeyOf(HttpContext)), ct) switch
        {
            HoldOutcome.Placed placed => new SeeOther($"/checkout/{placed.Code}"),
            HoldOutcome.NothingChosen => await RefuseAsync(slug, "Please choose at least one ticket.", StatusCodes.Status400BadRequest, ct),
            HoldOutcome.NoSuchEvent => NotFound(),
            HoldOutcome.EventOff => await RefuseAsync(slug, "Tickets are no longer sold for this concert.", StatusCodes.Status409Conflict, ct),
            HoldOutcome.Refused refused => await RefuseAsync(slug, refused.Lines, ct),
            HoldOutcome.TooManyHolds many => await RefuseAsync(slug, many.Open, ct),
            _ => throw new UnreachableException(),
        };
    }

    private async Task<IActionResult> RefuseAsync(string slug, IReadOnlyList<RefusedLine> lines, CancellationToken ct)
    {
        if (await catalogue.FindAsync(slug, ct) is not { } @event)
        {
            return NotFound();
        }

        foreach (var line in lines)
        {
            refusals[line.TicketTypeId] = Refusals.InWords(line.Reason, @event);
        }

        return await RefuseAsync(slug, "We could not hold these tickets. Nothing is held yet.", StatusCodes.Status409Conflict, ct);
    }

    private Task<IActionResult> RefuseAsync(string slug, IReadOnlyList<OpenHold> open, CancellationToken ct)
    {
        OpenHolds = open;
        return RefuseAsync(slug, "You already hold tickets in this browser. Finish or release one of these first.", StatusCodes.Status409Conflict, ct);
    }

    private Task<IActionResult> RefuseAsync(string slug, string problem, int status, CancellationToken ct)
    {
        Problem = problem;
        return ShowAsync(slug, status, ct);
    }

    private async Task<IActionResult> ShowAsync(string slug, int status, CancellationToken ct)
    {
        if (await catalogue.FindAsync(slug, ct) is not { } @event)
        {
            return NotFound();
        }

        Event = @event;
        Card = EventCard.Of(@event, offers.Of(@event), pricing);
        Rows = [.. @event.TicketTypes.Where(type => !type.IsWithdrawn || refusals.ContainsKey(type.Id)).Select(type => TicketRow.Of(
            @event, type, rules.StateOf(@event, type), pricing, chosen.Typed.GetValueOrDefault(type.Id, "0"), refusals.GetValueOrDefault(type.Id, "")))];
        var page = Page();
        page.StatusCode = status;
        return page;
    }
}
