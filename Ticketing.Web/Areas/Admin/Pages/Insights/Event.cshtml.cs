using Ticketing.Areas.Admin.Pages.Events;
using Ticketing.Events;
using Ticketing.Insights.Nights;
using Ticketing.Insights.Nights.Arrivals;
using Ticketing.Insights.Nights.Pace;
using Ticketing.Settings;

namespace Ticketing.Areas.Admin.Pages.Insights;

public sealed class EventModel(EventDesk desk, NightBook nights, PaceBook paces, ArrivalBook arrivals, VenueClock clock) : EventPage(desk)
{
    public NightFigures Figures { get; private set; } = null!;

    public ShowPace Pace { get; private set; } = null!;

    public ArrivalCurve Arrivals { get; private set; } = null!;

    public VenueClock Clock => clock;

    public bool IsOver => Event.EndsOrAssumedEndsAt <= clock.Now;

    public bool HasNight => Arrivals.In > 0 || (Event.IsPublic && Event.Status != EventStatus.Cancelled && Figures.Out > 0 && (Event.DoorsAt ?? Event.StartsAt) <= clock.Now);

    public string OrdersPath => $"/admin/orders?event={Event.Id}";

    public ChartView PaceView => new("pace", "Tickets out, by days before the show", EventCharts.PacePathOf(Event), PaceChart.Of(Pace), PaceNote);

    public ChartView ArrivalsView => new("arrivals", "Arrivals, by quarters of an hour", EventCharts.ArrivalsPathOf(Event), ArrivalChart.Of(Arrivals, Event, clock), ArrivalsNote);

    private string PaceNote =>
        "Tickets sold and given away, less those refunded, at the end of each of the venue’s days" + (Pace.DaysToGo >= 0 ? "; today so far." : ".")
        + (Pace.CanCompare ? $" Typical: in the middle of {Pace.Similar.Count} similar shows, scaled to this one’s places." : "");

    private string ArrivalsNote => "Admissions that were not taken back, by the venue’s clock; also with tickets that were refunded afterwards."
        + (Arrivals.Early > 0 ? $" {Arrivals.Early} came in long before and are counted from the beginning." : "")
        + (Arrivals.Late > 0 ? $" {Arrivals.Late} came in long after and are not drawn." : "");

    public async Task OnGetAsync(CancellationToken ct)
    {
        Figures = await nights.OfAsync(Event, ct);
        Pace = await paces.OfAsync(Event, ct);
        Arrivals = await arrivals.OfAsync(Event, ct);
    }
}
