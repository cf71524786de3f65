using Ticketing.Areas.Admin.Pages.Events;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Insights.Events;
using Ticketing.Features.Insights.Events.Arrivals;
using Ticketing.Features.Insights.Events.Pace;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages.Insights;

public sealed class EventModel(
    EventQueries events,
    EventFigureQueries figures,
    PaceQueries paces,
    ArrivalQueries arrivals,
    VenueClock clock
) : EventPage(events)
{
    public EventFigures Figures { get; private set; } = null!;

    public EventPace Pace { get; private set; } = null!;

    public ArrivalCurve Arrivals { get; private set; } = null!;

    public VenueClock Clock => clock;

    public bool IsOver => Event.EndsOrAssumedEndsAt <= clock.Now;

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
        new("pace", "Tickets out, by days before the show", EventChartEndpoints.GetPacePath(Event), PaceChart.Create(Pace), PaceNote);

    public ChartView ArrivalsView =>
        new(
            "arrivals",
            "Arrivals, by quarters of an hour",
            EventChartEndpoints.GetArrivalsPath(Event),
            ArrivalChart.Create(Arrivals, Event, clock),
            ArrivalsNote
        );

    private string PaceNote =>
        "Tickets sold and given away, less those refunded, at the end of each of the venue’s days"
        + (Pace.DaysToGo >= 0 ? "; today so far." : ".")
        + (Pace.CanCompare ? $" Typical: in the middle of {Pace.Similar.Count} similar shows, scaled to this one’s places." : "");

    private string ArrivalsNote =>
        "Admissions that were not taken back, by the venue’s clock; also with tickets that were refunded afterwards."
        + (Arrivals.Early > 0 ? $" {Arrivals.Early} came in long before and are counted from the beginning." : "")
        + (Arrivals.Late > 0 ? $" {Arrivals.Late} came in long after and are not drawn." : "");

    public async Task OnGetAsync(CancellationToken ct)
    {
        Figures = await figures.GetForEventAsync(Event, ct);
        Pace = await paces.GetForEventAsync(Event, ct);
        Arrivals = await arrivals.GetForEventAsync(Event, ct);
    }
}
