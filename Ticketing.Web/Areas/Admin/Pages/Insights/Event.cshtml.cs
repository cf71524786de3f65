using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Ticketing.Areas.Admin.Pages.Events;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Insights.Events;
using Ticketing.Features.Insights.Events.Arrivals;
using Ticketing.Features.Insights.Events.Pace;
using Ticketing.Features.Insights.Sharing;
using Ticketing.Features.Insights.StaffMails.LowStock;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages.Insights;

public sealed class EventModel(
    EventQueries events,
    EventFigureQueries figures,
    PromoCodeFigureQueries codes,
    PaceQueries paces,
    ArrivalQueries arrivals,
    FigureLinks links,
    LowStockThresholds thresholds,
    VenueClock clock
) : EventPage(events)
{
    private const string MadeUrl = "FigureLink";

    [BindProperty(Name = "")]
    public ShareForm Share { get; set; } = new();

    [BindProperty]
    public string? Threshold { get; set; }

    public IReadOnlyList<FigureLink> Links { get; private set; } = [];

    /// <summary>After it was made; a reload does not show it.</summary>
    public string? SharedUrl { get; private set; }

    public FieldErrors Errors { get; private set; } = FieldErrors.None;

    public string? DefaultLastDay => InsightsParameters.FormatDay(links.GetDefaultLastDay(Event));

    public EventFigures Figures { get; private set; } = null!;

    public IReadOnlyList<PromoCodeFigures> Codes { get; private set; } = [];

    public EventPace Pace { get; private set; } = null!;

    public ArrivalCurve Arrivals { get; private set; } = null!;

    public VenueClock Clock => clock;

    public bool IsOver => Event.EndsOrAssumedEndsAt <= clock.Now;

    public bool IsSellingOver => IsOver || Event.Status == EventStatus.Cancelled;

    public bool HasArrivals =>
        Arrivals.Total > 0
        || (
            Event.IsPublic
            && Event.Status != EventStatus.Cancelled
            && Figures.ValidTickets > 0
            && (Event.DoorsAt ?? Event.StartsAt) <= clock.Now
        );

    public string OrdersPath => $"/admin/orders?event={Event.Id}";

    public ChartView PaceView =>
        new("pace", T["Tickets issued, by days before the show"], EventChartEndpoints.GetPacePath(Event), PaceChart.Create(Pace), PaceNote);

    public ChartView ArrivalsView =>
        new(
            "arrivals",
            T["Arrivals every 15 minutes"],
            EventChartEndpoints.GetArrivalsPath(Event),
            ArrivalChart.Create(Arrivals, Event, clock),
            ArrivalsNote
        );

    private string PaceNote =>
        string.Join(
            ' ',
            [
                Pace.DaysToGo >= 0
                    ? T["Sold and complimentary tickets less refunded ones, at the end of each day; today so far."]
                    : T["Sold and complimentary tickets less refunded ones, at the end of each day."],
                .. Pace.CanCompare
                    ? new[] { T["Typical: the middle of {0} similar events, scaled to this capacity.", Pace.Similar.Count] }
                    : [],
            ]
        );

    private string ArrivalsNote =>
        string.Join(
            ' ',
            [
                T["Admissions that weren’t undone, in venue time, including tickets refunded afterwards."],
                .. Arrivals.Early > 0 ? new[] { T["{0} came in long before and are counted at the start.", Arrivals.Early] } : [],
                .. Arrivals.Late > 0 ? new[] { T["{0} came in long after and aren’t shown.", Arrivals.Late] } : [],
            ]
        );

    public bool IsActive(FigureLink link) => links.IsActive(link);

    public async Task OnGetAsync(CancellationToken ct)
    {
        SharedUrl = TempData[MadeUrl] as string;
        Threshold = null;
        await LoadAsync(ct);
    }

    public async Task<IActionResult> OnPostShareAsync(CancellationToken ct)
    {
        var (wanted, errors) = Share.Parse(clock.Today);
        if (wanted is null)
        {
            Threshold = null;
            return await RefuseAsync(errors, ct);
        }

        // In an encrypted cookie of this browser, until the next page has shown it.
        TempData[MadeUrl] = await links.CreateAsync(Event, wanted, ct);
        return RedirectToPage(null, null, new { Event.Id }, "sharing");
    }

    public async Task<IActionResult> OnPostRevokeAsync([FromForm] Guid link, CancellationToken ct)
    {
        await links.RevokeAsync(Event, link, ct);
        this.SetFlash(T["The link no longer works."]);
        return RedirectToPage(null, null, new { Event.Id });
    }

    public async Task<IActionResult> OnPostThresholdAsync(CancellationToken ct)
    {
        Threshold ??= "";
        if (
            !int.TryParse(Threshold, NumberStyles.None, CultureInfo.InvariantCulture, out var percent)
            || percent > LowStockThreshold.MaxPercent
        )
        {
            return await RefuseAsync(new() { [nameof(Threshold)] = T["Enter a whole number from 0 to 99."] }, ct);
        }

        await thresholds.SetAsync(Event, percent, ct);
        this.SetFlash(percent == 0 ? T["No low-stock alerts for this event."] : T["The low-stock alert is saved."]);
        return RedirectToPage(null, null, new { Event.Id });
    }

    private async Task<IActionResult> RefuseAsync(Dictionary<string, string> errors, CancellationToken ct)
    {
        Errors = new FieldErrors(errors);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        await LoadAsync(ct);
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Figures = await figures.GetForEventAsync(Event, ct);
        Codes = await codes.GetForEventAsync(Event.Id, ct);
        Pace = await paces.GetForEventAsync(Event, ct);
        Arrivals = await arrivals.GetForEventAsync(Event, ct);
        Links = await links.GetForEventAsync(Event.Id, ct);
        Threshold ??= (await thresholds.GetAsync(Event.Id, ct)).ToString(CultureInfo.InvariantCulture);
    }
}
