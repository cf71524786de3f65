using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Holds;
using Ticketing.Features.Messages;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Demo;

/// <summary>The demo contains every state of events and ticket types.</summary>
public sealed class DemoContentTests(SeededDemoDatabases venues) : IClassFixture<SeededDemoDatabases>
{
    private static readonly SaleRules Rules = RulesAt(DemoDatabase.Wednesday);

    [Theory, OnEitherDatabase]
    public async Task A_dozen_upcoming_concerts_of_many_kinds_at_usual_hours(DatabaseProvider database)
    {
        var upcoming = await UpcomingAsync(database);

        Assert.InRange(upcoming.Count(e => e.Status == EventStatus.Active), 12, 30);
        Assert.InRange(upcoming.Select(e => e.Kind).Distinct().Count(), 10, 30);
        Assert.All(upcoming, e => Assert.InRange(LocalStart(e).Hour, 11, 22));
        Assert.InRange((upcoming.Min(e => e.StartsAt) - DemoDatabase.Wednesday).TotalDays, 0, 7);
        Assert.All(upcoming.Where(e => e.IsPublic), e => Assert.True(e.Summary.Length > 30 && e.Description.Length > 80, e.Slug));
    }

    [Theory, OnEitherDatabase]
    public async Task The_whole_address(DatabaseProvider database) =>
        Assert.All(await (await venues.OnAsync(database)).EventsAsync(), e => Assert.Equal("14 Canal Street, Leeds LS1 4AB", e.Address));

    [Theory, OnEitherDatabase]
    public async Task No_reminders_to_the_invented_buyers(DatabaseProvider database)
    {
        var venue = await venues.OnAsync(database);
        var off = (await venue.AllAsync<TicketReminderChoice>()).Where(choice => !choice.IsOn).Select(choice => choice.EventId);
        Assert.Equal((await venue.EventsAsync()).Select(e => e.Id).Order(), off.Order());
    }

    [Theory, OnEitherDatabase]
    public async Task Ninety_days_of_past_shows(DatabaseProvider database)
    {
        var past = (await (await venues.OnAsync(database)).EventsAsync()).Where(e => e.StartsAt < DemoDatabase.Wednesday).ToList();

        Assert.InRange(past.Count, 14, 18);
        Assert.All(past, e => Assert.InRange((DemoDatabase.Wednesday - e.EndsAt!.Value).TotalDays, 0.5, 90));
        Assert.All(past, e => Assert.True(e.Sold > 0, e.Slug));
    }

    [Theory, OnEitherDatabase]
    public async Task Five_to_eight_hundred_orders(DatabaseProvider database) =>
        Assert.InRange((await (await venues.OnAsync(database)).OrdersAsync()).Count, 500, 800);

    [Theory, OnEitherDatabase]
    public async Task A_free_event(DatabaseProvider database) =>
        Assert.Contains(await OnSaleAsync(database), e => e.TicketTypes.All(t => t.Price == 0));

    [Theory, OnEitherDatabase]
    public async Task A_nearly_sold_out_event_whose_early_bird_has_ended(DatabaseProvider database) =>
        Assert.Contains(
            await OnSaleAsync(database),
            e =>
                e.TicketTypes.Any(t => Rules.GetState(e, t) == SaleState.Ended)
                && e.TicketTypes.Where(t => Rules.GetState(e, t) == SaleState.OnSale).All(t => SaleRules.IsNearlySoldOut(e, t))
        );

    [Theory, OnEitherDatabase]
    public async Task A_sold_out_event(DatabaseProvider database) =>
        Assert.Contains(await UpcomingAsync(database), e => e.TicketTypes.All(t => Rules.GetState(e, t) == SaleState.SoldOut));

    [Theory, OnEitherDatabase]
    public async Task An_event_not_yet_on_sale(DatabaseProvider database) =>
        Assert.Contains(
            await UpcomingAsync(database),
            e => e.TicketTypes.All(t => Rules.GetState(e, t) == SaleState.NotOnSaleYet && t.SalesStartAt < e.StartsAt)
        );

    [Theory, OnEitherDatabase]
    public async Task A_cancelled_event_without_sales(DatabaseProvider database) =>
        Assert.Contains(await UpcomingAsync(database), e => e is { Status: EventStatus.Cancelled, Sold: 0 });

    [Theory, OnEitherDatabase]
    public async Task A_postponed_event_with_valid_tickets(DatabaseProvider database) =>
        Assert.Contains(await UpcomingAsync(database), e => e is { Status: EventStatus.Postponed, Sold: > 0 });

    [Theory, OnEitherDatabase]
    public async Task A_type_with_a_minimum_and_a_maximum_per_order(DatabaseProvider database) =>
        Assert.Contains(await OnSaleAsync(database), e => e.TicketTypes.Any(t => t is { MinPerOrder: > 1, MaxPerOrder: < 10 }));

    [Theory, OnEitherDatabase]
    public async Task An_event_with_less_capacity_than_its_types_total(DatabaseProvider database) =>
        Assert.Contains(await OnSaleAsync(database), e => e.Capacity < e.TicketTypes.Sum(t => t.Capacity));

    [Theory, OnEitherDatabase]
    public async Task Every_fact_of_an_event_and_events_for_all_ages(DatabaseProvider database)
    {
        var upcoming = await OnSaleAsync(database);

        Assert.Contains(upcoming, e => e is { MinimumAge: 14, RunningMinutes: > 0 } && e.Acts.Any(act => act.Time is not null));
        Assert.Contains(upcoming, e => e.RefundRule.Length > 0);
        Assert.Contains(upcoming, e => e.MinimumAge is null);
        Assert.All(upcoming, e => Assert.NotEmpty(e.AccessInfo));
    }

    [Theory, OnEitherDatabase]
    public async Task A_very_long_title(DatabaseProvider database) =>
        Assert.Contains(await OnSaleAsync(database), e => e.Title.Length > 100);

    [Theory, OnEitherDatabase]
    public async Task Titles_in_Arabic_and_Greek(DatabaseProvider database)
    {
        var upcoming = await OnSaleAsync(database);

        Assert.Contains(upcoming, e => e.Title.Any(c => c is >= '\u0600' and <= '\u06FF'));
        Assert.Contains(upcoming, e => e.Title.Any(c => c is >= '\u0370' and <= '\u03FF'));
    }

    [Theory, OnEitherDatabase]
    public async Task A_draft_hidden_from_visitors(DatabaseProvider database)
    {
        var draft = Assert.Single(await UpcomingAsync(database), e => e.Status == EventStatus.Inactive);

        await (await venues.OnAsync(database)).WithAsync(async provider =>
        {
            var catalogue = provider.GetRequiredService<EventCatalogue>();
            Assert.Null(await catalogue.FindAsync(draft.Slug, TestContext.Current.CancellationToken));
            Assert.DoesNotContain(await catalogue.GetUpcomingAsync(null, TestContext.Current.CancellationToken), e => e.Id == draft.Id);
        });
    }

    [Theory, OnEitherDatabase]
    public async Task Posters_differ_from_their_neighbours_in_motif_and_colours(DatabaseProvider database)
    {
        var posters = (await (await venues.OnAsync(database)).EventsAsync()).Select(e => e.PosterVariant).ToList();

        Assert.All(
            posters.Zip(posters.Skip(1)),
            pair =>
            {
                Assert.NotEqual(pair.First / 64, pair.Second / 64);
                Assert.NotEqual(pair.First % 64, pair.Second % 64);
            }
        );
    }

    [Theory, OnEitherDatabase]
    public async Task Most_guests_came_and_some_did_not(DatabaseProvider database)
    {
        var past = (await (await venues.OnAsync(database)).EventsAsync())
            .Where(e => e.StartsAt < DemoDatabase.Wednesday)
            .Select(e => e.Id)
            .ToHashSet();
        var tickets = (await (await venues.OnAsync(database)).AllAsync<Ticket>()).Where(t => past.Contains(t.EventId)).ToList();

        Assert.InRange(tickets.Count(t => t.CheckedInAt is not null) / (double)tickets.Count, 0.8, 0.97);
    }

    [Theory, OnEitherDatabase]
    public async Task Sales_that_start_with_a_rush_and_end_with_one(DatabaseProvider database)
    {
        var past = (await (await venues.OnAsync(database)).EventsAsync())
            .Where(e => e.StartsAt < DemoDatabase.Wednesday)
            .ToDictionary(e => e.Id);
        var progress = (await (await venues.OnAsync(database)).OrdersAsync())
            .Where(o => past.ContainsKey(o.EventId))
            .Select(o => past[o.EventId])
            .Zip((await (await venues.OnAsync(database)).OrdersAsync()).Where(o => past.ContainsKey(o.EventId)))
            .Select(sale => (sale.Second.CreatedAt - sale.First.CreatedAt) / (sale.First.StartsAt - sale.First.CreatedAt))
            .ToList();

        var (first, middle, last) = (
            progress.Count(p => p < 0.2),
            progress.Count(p => p is >= 0.4 and < 0.6),
            progress.Count(p => p >= 0.8)
        );
        Assert.True(first > middle && last > middle, $"{first}, {middle}, {last}");
    }

    [Theory, OnEitherDatabase]
    public async Task Box_office_sales_comps_and_abandoned_holds(DatabaseProvider database)
    {
        var orders = await (await venues.OnAsync(database)).OrdersAsync();
        var holds = await (await venues.OnAsync(database)).AllAsync<Hold>();

        Assert.InRange(orders.Count(o => o.Channel == OrderChannel.BoxOffice) / (double)orders.Count, 0.04, 0.15);
        Assert.InRange(orders.Count(o => o.Channel == OrderChannel.Comp) / (double)orders.Count, 0.01, 0.06);
        Assert.InRange(orders.Count / (double)holds.Count, 0.6, 0.8);
    }

    [Theory, OnEitherDatabase]
    public async Task Sandbox_payments_except_for_free_orders(DatabaseProvider database)
    {
        var payments = await (await venues.OnAsync(database)).AllAsync<Payment>();
        var orders = await (await venues.OnAsync(database)).OrdersAsync();

        Assert.Equal(
            orders.Where(o => o is { Total: > 0, Channel: OrderChannel.Online }).Select(o => (o.Id, o.Total)).Order(),
            payments.Select(p => (p.OrderId, p.Amount)).Order()
        );
        Assert.Contains(orders, o => o.Total == 0);
        Assert.All(payments, p => Assert.Equal((PaymentProvider.Sandbox, PaymentStatus.Paid), (p.Provider, p.Status)));
    }

    private async Task<List<Event>> UpcomingAsync(DatabaseProvider database) =>
        [.. (await (await venues.OnAsync(database)).EventsAsync()).Where(e => e.StartsAt > DemoDatabase.Wednesday)];

    private async Task<List<Event>> OnSaleAsync(DatabaseProvider database) =>
        [.. (await UpcomingAsync(database)).Where(e => e.TicketTypes.Any(t => Rules.GetState(e, t) == SaleState.OnSale))];

    private static DateTime LocalStart(Event @event) =>
        TimeZoneInfo.ConvertTime(@event.StartsAt, TimeZoneInfo.FindSystemTimeZoneById(@event.TimeZone)).DateTime;

    private static SaleRules RulesAt(DateTimeOffset now) =>
        ActivatorUtilities.CreateInstance<SaleRules>(
            new ServiceCollection()
                .Configure<PaymentOptions>(options => options.Provider = PaymentProvider.Sandbox)
                .AddSingleton<FreeTicketRules>()
                .AddSingleton<Pricing>()
                .BuildServiceProvider(),
            new FakeTimeProvider(now)
        );
}
