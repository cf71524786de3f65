using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Accounts;
using Ticketing.Insights.Figures;
using Ticketing.Insights.Periods;
using Ticketing.Insights.Today;
using Ticketing.Orders.Search;
using Ticketing.Settings;

namespace Ticketing.Areas.Admin.Pages.Insights;

public sealed class IndexModel(
    SalesCount count, SalesFacts facts, EventRanks ranks, Funnel funnel, Attention attention, OrderSearch search, VenueClock clock,
    IAuthorizationService authorization) : PageModel
{
    private const int MostRanked = 10;

    public FigureQuery Query { get; private set; } = null!;

    public SalesReport Sales { get; private set; } = null!;

    /// <summary>Previous period; null if there are no days before.</summary>
    public SalesReport? Earlier { get; private set; }

    public IReadOnlyList<RankedEvent> Best { get; private set; } = [];

    public FunnelReport Funnel { get; private set; } = null!;

    public IReadOnlyList<Need> Needs { get; private set; } = [];

    public IReadOnlyList<EventChoice> Events { get; private set; } = [];

    public ChartView Revenue { get; private set; } = null!;

    public ChartView Tickets { get; private set; } = null!;

    /// <summary>Number of orders in another currency, which the figures leave out.</summary>
    public int Foreign { get; private set; }

    public VenueClock Clock => clock;

    public string Currency => facts.Currency;

    public Period Period => Query.Filter.Period;

    public IEnumerable<Departure> Leaving =>
        Enum.GetValues<Departure>().Where(end => end is not (Departure.Paid or Departure.Underway) && Funnel.Count(end) > 0);

    public async Task OnGetAsync(CancellationToken ct)
    {
        Query = FigureQuery.Read(Request.Query, clock);
        Response.StatusCode = Query.Fault is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
        Sales = await count.CountAsync(Query.Filter, ct);
        Earlier = Query.Filter.Earlier() is { } before ? await count.CountAsync(before, ct) : null;
        Best = await ranks.BestAsync(Sales, MostRanked, ct);
        Funnel = await funnel.CountAsync(Period, Query.Filter.EventId, ct);
        Needs = await attention.ReadAsync(people: (await authorization.AuthorizeAsync(User, Policies.SuperAdmin)).Succeeded, ct);
        Events = await search.EventsAsync(ct);
        Foreign = await facts.ForeignAsync(Query.Filter, ct);
        Draw();
    }

    public string Amount(long minorUnits) => new Money(minorUnits, Currency).ToString();

    private void Draw()
    {
        var links = Steps.Cut(Period, Query.Step).Select(part => Query.Orders(part)).ToList();
        var before = Earlier is { } earlier ? (Period.Before()!, earlier) : ((Period, SalesReport)?)null;
        Revenue = new ChartView(
            "revenue", "Revenue over time", "/admin/insights/data/revenue" + Query.Address(),
            SalesCharts.Revenue(Period, Query.Step, Sales, before, Currency), "By the day of payment, before refunds.", links);
        Tickets = new ChartView(
            "tickets", "Tickets over time", "/admin/insights/data/tickets" + Query.Address(),
            SalesCharts.Tickets(Period, Query.Step, Sales), "Each channel with what it sold or gave away.", links);
    }
}
