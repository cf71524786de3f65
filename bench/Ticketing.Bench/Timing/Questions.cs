using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Bench.History;
using Ticketing.Insights.Figures;
using Ticketing.Insights.Nights;
using Ticketing.Insights.Nights.Arrivals;
using Ticketing.Insights.Nights.Pace;
using Ticketing.Insights.Periods;
using Ticketing.Insights.Today;
using Ticketing.Orders;
using Ticketing.Orders.Search;
using Ticketing.Payments.Refunds;
using Ticketing.Settings;
using Dashboard = Ticketing.Areas.Admin.Pages.Insights.IndexModel;
using Today = Ticketing.Areas.Admin.Pages.IndexModel;

namespace Ticketing.Bench.Timing;

internal static class Questions
{
    private const int RowsOfAPage = 100;

    /// <summary>Similar shows come from the last three years, of which the short history has one month.</summary>
    private const double LimitOfThreeYears = 4;

    private static readonly Period Month = Period.LastDays(30, Past.Last);

    // The dashboard also reads the preceding period; both must be in the short history.
    private static readonly Period HalfMonth = Period.LastDays(15, Past.Last);

    public static IReadOnlyList<Question> All =>
    [
        .. Figures,
        .. TheDay,
        .. Lists,
        .. Nights,
        new("dashboard page, 365 days and the 365 before", (services, _, ct) => DashboardAsync(services, Period.LastDays(365, Past.Last), "", ct), Limit: null),
    ];

    private static IEnumerable<Question> Figures =>
    [
        new("sales", (services, _, ct) => SalesAsync(services, new FigureFilter(Month), ct)),
        new("sales of an event", (services, subject, ct) => SalesAsync(services, new FigureFilter(Month, subject.Over.Id), ct)),
        new("sales of a channel", (services, _, ct) => SalesAsync(services, new FigureFilter(Month, Channel: OrderChannel.BoxOffice), ct)),
        new("orders in another currency", async (services, _, ct) =>
            1 + await services.GetRequiredService<SalesFacts>().ForeignAsync(new FigureFilter(Month), ct)),
        new("best events", async (services, subject, ct) => (await services.GetRequiredService<EventRanks>().BestAsync(subject.Month, 10, ct)).Count),
        new("funnel", async (services, _, ct) => (await services.GetRequiredService<Funnel>().CountAsync(Month, null, ct)).Held),
        new("funnel of an event", async (services, subject, ct) => (await services.GetRequiredService<Funnel>().CountAsync(Month, subject.Over.Id, ct)).Held),
        new("dashboard page, 15 days and the 15 before", (services, _, ct) => DashboardAsync(services, HalfMonth, "", ct)),
        new("dashboard page of an event", (services, subject, ct) => DashboardAsync(services, HalfMonth, $"&event={subject.Over.Id}", ct)),
        new("dashboard page of a channel", (services, _, ct) => DashboardAsync(services, HalfMonth, "&channel=BoxOffice", ct)),
    ];

    private static IEnumerable<Question> TheDay =>
    [
        new("sold today", async (services, _, ct) => (await services.GetRequiredService<TodayBoard>().SoldAsync(SpanOf(services, 1).From, Past.End, ct)).Orders),
        new("sold in the period", async (services, _, ct) => (await services.GetRequiredService<TodayBoard>().SoldAsync(SpanOf(services, 30).From, Past.End, ct)).Orders),
        new("next nights", async (services, _, ct) => (await services.GetRequiredService<TodayBoard>().NightsAsync(ct)).Count),
        new("what needs attention", async (services, _, ct) => 1 + (await services.GetRequiredService<Attention>().ReadAsync(people: true, ct)).Count),
        new("today page", async (services, _, ct) =>
        {
            var page = Open<Today>(services, "");
            await page.OnGetAsync(ct);
            return page.Sold.Orders;
        }),
    ];

    private static IEnumerable<Question> Lists =>
    [
        new("orders, all", (services, _, ct) => OrdersAsync(services, new OrderFilter(), ct)),
        new("orders sold in the period", (services, _, ct) => OrdersAsync(services, SoldIn(services), ct)),
        new("orders of an event sold in the period", (services, subject, ct) => OrdersAsync(services, SoldIn(services) with { EventId = subject.Over.Id }, ct)),
        new("orders of a channel sold in the period", (services, _, ct) => OrdersAsync(services, SoldIn(services) with { Channel = OrderChannel.Comp }, ct)),
        new("refunds of the period", (services, _, ct) => RefundsAsync(services, null, ct)),
        new("refunds of an event in the period", (services, subject, ct) => RefundsAsync(services, subject.Over.Id, ct)),
    ];

    private static IEnumerable<Question> Nights =>
    [
        new("figures of a past show", async (services, subject, ct) => (await services.GetRequiredService<NightBook>().OfAsync(subject.Over, ct)).Out),
        new("figures of a coming show", async (services, subject, ct) => (await services.GetRequiredService<NightBook>().OfAsync(subject.Coming, ct)).Out),
        new("pace of a past show", async (services, subject, ct) => (await services.GetRequiredService<PaceBook>().OfAsync(subject.Over, ct)).Similar.Count, LimitOfThreeYears),
        new("pace of a coming show", async (services, subject, ct) => (await services.GetRequiredService<PaceBook>().OfAsync(subject.Coming, ct)).Similar.Count, LimitOfThreeYears),
        new("arrivals at a past show", async (services, subject, ct) => (await services.GetRequiredService<ArrivalBook>().OfAsync(subject.Over, ct)).In),
        new("arrivals at a coming show", async (services, subject, ct) => 1 + (await services.GetRequiredService<ArrivalBook>().OfAsync(subject.Coming, ct)).In),
    ];

    private static async Task<long> SalesAsync(IServiceProvider services, FigureFilter filter, CancellationToken ct) =>
        (await services.GetRequiredService<SalesCount>().CountAsync(filter, ct)).Total.Orders;

    private static async Task<long> OrdersAsync(IServiceProvider services, OrderFilter filter, CancellationToken ct) =>
        (await services.GetRequiredService<OrderSearch>().PageAsync(filter, null, ct)).Rows.Count;

    private static async Task<long> RefundsAsync(IServiceProvider services, Guid? eventId, CancellationToken ct)
    {
        var span = SpanOf(services, 30);
        var filter = new RefundFilter(EventId: eventId, From: span.From, Until: span.Until, OfSales: true);
        return (await services.GetRequiredService<RefundBook>().ListAsync(filter, 0, RowsOfAPage, ct)).Count;
    }

    private static async Task<long> DashboardAsync(IServiceProvider services, Period period, string narrowed, CancellationToken ct)
    {
        var page = Open<Dashboard>(services, string.Create(CultureInfo.InvariantCulture, $"?from={period.First:yyyy-MM-dd}&to={period.Last:yyyy-MM-dd}{narrowed}"));
        await page.OnGetAsync(ct);
        return page.Sales.Total.Orders;
    }

    /// <summary>The page model of a superadmin, without rendering.</summary>
    private static TPage Open<TPage>(IServiceProvider services, string query)
        where TPage : PageModel
    {
        var page = ActivatorUtilities.CreateInstance<TPage>(services);
        page.PageContext = new PageContext { HttpContext = new DefaultHttpContext { RequestServices = services, User = new ClaimsPrincipal(new ClaimsIdentity()) } };
        page.Request.QueryString = new QueryString(query);
        return page;
    }

    private static OrderFilter SoldIn(IServiceProvider services)
    {
        var span = SpanOf(services, 30);
        return new OrderFilter(From: span.From, Until: span.Until, Sold: true);
    }

    private static Span SpanOf(IServiceProvider services, int days) => services.GetRequiredService<VenueClock>().SpanOf(Period.LastDays(days, Past.Last));
}
