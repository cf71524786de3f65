using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Bench.History;
using Ticketing.Features.Insights.Events;
using Ticketing.Features.Insights.Events.Arrivals;
using Ticketing.Features.Insights.Events.Pace;
using Ticketing.Features.Insights.Sales;
using Ticketing.Features.Insights.Today;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Search;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Primitives;
using Dashboard = Ticketing.Areas.Admin.Pages.Insights.IndexModel;
using Today = Ticketing.Areas.Admin.Pages.IndexModel;

namespace Ticketing.Bench.Benchmarks;

internal static class BenchmarkQueries
{
    /// <summary>Similar shows come from the last three years, of which the short history has one month.</summary>
    private const double PaceLimit = 4;

    private static readonly Period Month = Period.LastDays(30, OrderHistory.LastDay);

    // The dashboard also reads the preceding period; both must be in the short history.
    private static readonly Period HalfMonth = Period.LastDays(15, OrderHistory.LastDay);

    public static IReadOnlyList<BenchmarkQuery> All =>
        [
            .. Figures,
            .. TodayFigures,
            .. Lists,
            .. EventFigures,
            new(
                "dashboard page, 365 days and the 365 before",
                (services, _, ct) => DashboardAsync(services, Period.LastDays(365, OrderHistory.LastDay), "", ct),
                Limit: null
            ),
        ];

    private static IEnumerable<BenchmarkQuery> Figures =>
        [
            new("sales", (services, _, ct) => SalesAsync(services, new SalesFilter(Month), ct)),
            new("sales of an event", (services, subject, ct) => SalesAsync(services, new SalesFilter(Month, subject.PastEvent.Id), ct)),
            new(
                "sales of a channel",
                (services, _, ct) => SalesAsync(services, new SalesFilter(Month, Channel: OrderChannel.BoxOffice), ct)
            ),
            new(
                "orders in another currency",
                async (services, _, ct) =>
                    1 + await services.GetRequiredService<SalesFactQueries>().CountOtherCurrencyOrdersAsync(new SalesFilter(Month), ct)
            ),
            new(
                "best events",
                async (services, subject, ct) =>
                    (await services.GetRequiredService<EventRanking>().GetTopAsync(subject.MonthlySales, 10, ct)).Count
            ),
            new(
                "funnel",
                async (services, _, ct) => (await services.GetRequiredService<CheckoutFunnel>().GetReportAsync(Month, null, ct)).Held
            ),
            new(
                "funnel of an event",
                async (services, subject, ct) =>
                    (await services.GetRequiredService<CheckoutFunnel>().GetReportAsync(Month, subject.PastEvent.Id, ct)).Held
            ),
            new("dashboard page, 15 days and the 15 before", (services, _, ct) => DashboardAsync(services, HalfMonth, "", ct)),
            new(
                "dashboard page of an event",
                (services, subject, ct) => DashboardAsync(services, HalfMonth, $"&event={subject.PastEvent.Id}", ct)
            ),
            new("dashboard page of a channel", (services, _, ct) => DashboardAsync(services, HalfMonth, "&channel=BoxOffice", ct)),
        ];

    private static IEnumerable<BenchmarkQuery> TodayFigures =>
        [
            new(
                "sales of the last 14 days",
                async (services, _, ct) =>
                    (await services.GetRequiredService<RecentSalesQueries>().GetAsync(ct)).Days.Sum(day => day.Orders)
            ),
            new("next nights", async (services, _, ct) => (await services.GetRequiredService<TodayQueries>().GetUpcomingAsync(ct)).Count),
            new(
                "what needs attention",
                async (services, _, ct) =>
                    1 + (await services.GetRequiredService<ActionItemQueries>().GetAsync(isSuperAdmin: true, ct)).Count
            ),
            new(
                "today page",
                async (services, _, ct) =>
                {
                    var page = Open<Today>(services, "");
                    await page.OnGetAsync(ct);
                    return page.Upcoming.Count + page.ActionItems.Count;
                }
            ),
        ];

    private static IEnumerable<BenchmarkQuery> Lists =>
        [
            new("orders, all", (services, _, ct) => OrdersAsync(services, new OrderFilter(), ct)),
            new("orders sold in the period", (services, _, ct) => OrdersAsync(services, SoldIn(services), ct)),
            new(
                "orders of an event sold in the period",
                (services, subject, ct) => OrdersAsync(services, SoldIn(services) with { EventId = subject.PastEvent.Id }, ct)
            ),
            new(
                "orders of a channel sold in the period",
                (services, _, ct) => OrdersAsync(services, SoldIn(services) with { Channel = OrderChannel.Comp }, ct)
            ),
            new("refunds of the period", (services, _, ct) => RefundsAsync(services, null, ct)),
            new("refunds of an event in the period", (services, subject, ct) => RefundsAsync(services, subject.PastEvent.Id, ct)),
        ];

    private static IEnumerable<BenchmarkQuery> EventFigures =>
        [
            new(
                "figures of a past show",
                async (services, subject, ct) =>
                    (await services.GetRequiredService<EventFigureQueries>().GetForEventAsync(subject.PastEvent, ct)).ValidTickets
            ),
            new(
                "figures of a coming show",
                async (services, subject, ct) =>
                    (await services.GetRequiredService<EventFigureQueries>().GetForEventAsync(subject.UpcomingEvent, ct)).ValidTickets
            ),
            new(
                "pace of a past show",
                async (services, subject, ct) =>
                    (await services.GetRequiredService<PaceQueries>().GetForEventAsync(subject.PastEvent, ct)).Similar.Count,
                PaceLimit
            ),
            new(
                "pace of a coming show",
                async (services, subject, ct) =>
                    (await services.GetRequiredService<PaceQueries>().GetForEventAsync(subject.UpcomingEvent, ct)).Similar.Count,
                PaceLimit
            ),
            new(
                "arrivals at a past show",
                async (services, subject, ct) =>
                    (await services.GetRequiredService<ArrivalQueries>().GetForEventAsync(subject.PastEvent, ct)).Total
            ),
            new(
                "arrivals at a coming show",
                async (services, subject, ct) =>
                    1 + (await services.GetRequiredService<ArrivalQueries>().GetForEventAsync(subject.UpcomingEvent, ct)).Total
            ),
        ];

    private static async Task<long> SalesAsync(IServiceProvider services, SalesFilter filter, CancellationToken ct) =>
        (await services.GetRequiredService<SalesReportQueries>().GetReportAsync(filter, ct)).Total.Orders;

    private static async Task<long> OrdersAsync(IServiceProvider services, OrderFilter filter, CancellationToken ct) =>
        (await services.GetRequiredService<OrderSearch>().GetPageAsync(filter, null, ct)).Rows.Count;

    private static async Task<long> RefundsAsync(IServiceProvider services, Guid? eventId, CancellationToken ct)
    {
        var span = SpanOf(services, 30);
        var filter = new RefundFilter(EventId: eventId, From: span.From, Until: span.Until, SalesOnly: true);
        return (await services.GetRequiredService<RefundQueries>().GetPageAsync(filter, null, ct)).Rows.Count;
    }

    private static async Task<long> DashboardAsync(IServiceProvider services, Period period, string narrowed, CancellationToken ct)
    {
        var page = Open<Dashboard>(
            services,
            string.Create(CultureInfo.InvariantCulture, $"?from={period.First:yyyy-MM-dd}&to={period.Last:yyyy-MM-dd}{narrowed}")
        );
        await page.OnGetAsync(ct);
        return page.Sales.Total.Orders;
    }

    /// <summary>The page model of a superadmin, without rendering.</summary>
    private static TPage Open<TPage>(IServiceProvider services, string query)
        where TPage : PageModel
    {
        var page = ActivatorUtilities.CreateInstance<TPage>(services);
        page.PageContext = new PageContext
        {
            HttpContext = new DefaultHttpContext { RequestServices = services, User = new ClaimsPrincipal(new ClaimsIdentity()) },
        };
        page.Request.QueryString = new QueryString(query);
        return page;
    }

    private static OrderFilter SoldIn(IServiceProvider services)
    {
        var span = SpanOf(services, 30);
        return new OrderFilter(From: span.From, Until: span.Until, SoldOnly: true);
    }

    private static InstantRange SpanOf(IServiceProvider services, int days) =>
        services.GetRequiredService<VenueClock>().GetRange(Period.LastDays(days, OrderHistory.LastDay));
}
