using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Ticketing.Events;
using Ticketing.Holds;
using Ticketing.Orders;
using Ticketing.Payments;
using Ticketing.Settings;
using Ticketing.Tickets;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Demo;

/// <summary>The demo contains every state of events and ticket types.</summary>
public sealed class WhatTheDemoShows(SeededVenues venues) : IClassFixture<SeededVenues>
{
    private static readonly SaleRules Rules = RulesAt(DemoBox.Wednesday);

    [Theory, OnBothDatabases]
    public async Task A_dozen_concerts_to_come_of_many_kinds_each_at_a_decent_hour(DatabaseProvider database)
    {
        var upcoming = await UpcomingAsync(database);

        Assert.InRange(upcoming.Count(e => e.Status == EventStatus.Active), 12, 30);
        Assert.InRange(upcoming.Select(e => e.Kind).Distinct().Count(), 10, 30);
        Assert.All(upcoming, e => Assert.InRange(LocalStart(e).Hour, 11, 22));
        Assert.InRange((upcoming.Min(e => e.StartsAt) - DemoBox.Wednesday).TotalDays, 0, 7);
        Assert.All(upcoming.Where(e => e.IsPublic), e => Assert.True(e.Summary.Length > 30 && e.Description.Length > 80, e.Slug));
    }

    [Theory, OnBothDatabases]
    public async Task Ninety_days_of_past_shows(DatabaseProvider database)
    {
        var past = (await (await venues.OnAsync(database)).EventsAsync()).Where(e => e.StartsAt < DemoBox.Wednesday).ToList();

        Assert.InRange(past.Count, 14, 18);
        Assert.All(past, e => Assert.InRange((DemoBox.Wednesday - e.EndsAt!.Value).TotalDays, 0.5, 90));
        Assert.All(past, e => Assert.True(e.Sold > 0, e.Slug));
    }

    [Theory, OnBothDatabases]
    public async Task Five_to_eight_hundred_orders(DatabaseProvider database) => Assert.InRange((await (await venues.OnAsync(database)).OrdersAsync()).Count, 500, 800);

    [Theory, OnBothDatabases]
    public async Task A_free_one(DatabaseProvider database) =>
        Assert.Contains(await OnSaleAsync(database), e => e.TicketTypes.All(t => t.Price == 0));

    [Theory, OnBothDatabases]
    public async Task A_nearly_sold_out_one_whose_early_bird_has_ended(DatabaseProvider database) => Assert.Contains(await OnSaleAsync(database), e =>
        e.TicketTypes.Any(t => Rules.StateOf(e, t) == SaleState.Ended)
        && e.TicketTypes.Where(t => Rules.StateOf(e, t) == SaleState.OnSale).All(t => SaleRules.IsFew(e, t)));

    [Theory, OnBothDatabases]
    public async Task A_sold_out_one(DatabaseProvider database) =>
        Assert.Contains(await UpcomingAsync(database), e => e.TicketTypes.All(t => Rules.StateOf(e, t) == SaleState.SoldOut));

    [Theory, OnBothDatabases]
    public async Task One_not_yet_on_sale(DatabaseProvider database) => Assert.Contains(await UpcomingAsync(database), e =>
        e.TicketTypes.All(t => Rules.StateOf(e, t) == SaleState.NotYet && t.SalesStartAt < e.StartsAt));

    [Theory, OnBothDatabases]
    public async Task A_cancelled_one_for_which_nobody_waits_for_money(DatabaseProvider database) =>
        Assert.Contains(await UpcomingAsync(database), e => e is { Status: EventStatus.Cancelled, Sold: 0 });

    [Theory, OnBothDatabases]
    public async Task A_postponed_one_whose_tickets_stay_valid(DatabaseProvider database) =>
        Assert.Contains(await UpcomingAsync(database), e => e is { Status: EventStatus.Postponed, Sold: > 0 });

    [Theory, OnBothDatabases]
    public async Task One_with_a_minimum_and_a_maximum_per_order(DatabaseProvider database) =>
        Assert.Contains(await OnSaleAsync(database), e => e.TicketTypes.Any(t => t is { MinPerOrder: > 1, MaxPerOrder: < 10 }));

    [Theory, OnBothDatabases]
    public async Task One_whose_room_admits_fewer_than_its_types_add_up_to(DatabaseProvider database) =>
        Assert.Contains(await OnSaleAsync(database), e => e.Capacity < e.TicketTypes.Sum(t => t.Capacity));

    [Theory, OnBothDatabases]
    public async Task One_with_a_very_long_title(DatabaseProvider database) => Assert.Contains(await OnSaleAsync(database), e => e.Title.Length > 100);

    [Theory, OnBothDatabases]
    public async Task One_in_Arabic_and_one_in_Greek(DatabaseProvider database)
    {
        var upcoming = await OnSaleAsync(database);

        Assert.Contains(upcoming, e => e.Title.Any(c => c is >= '\u0600' and <= '\u06FF'));
        Assert.Contains(upcoming, e => e.Title.Any(c => c is >= '\u0370' and <= '\u03FF'));
    }

    [Theory, OnBothDatabases]
    public async Task A_draft_that_visitors_do_not_see(DatabaseProvider database)
    {
        var draft = Assert.Single(await UpcomingAsync(database), e => e.Status == EventStatus.Inactive);

        await (await venues.OnAsync(database)).WithAsync(async provider =>
        {
            var catalogue = provider.GetRequiredService<Catalogue>();
            Assert.Null(await catalogue.FindAsync(draft.Slug, TestContext.Current.CancellationToken));
            Assert.DoesNotContain(await catalogue.UpcomingAsync(null, TestContext.Current.CancellationToken), e => e.Id == draft.Id);
        });
    }

    [Theory, OnBothDatabases]
    public async Task Posters_that_differ_from_their_neighbours_in_drawing_and_colours(DatabaseProvider database)
    {
        var posters = (await (await venues.OnAsync(database)).EventsAsync()).Select(e => e.PosterVariant).ToList();

        Assert.All(posters.Zip(posters.Skip(1)), pair =>
        {
            Assert.NotEqual(pair.First / 64, pair.Second / 64);
            Assert.NotEqual(pair.First % 64, pair.Second % 64);
        });
    }

    [Theory, OnBothDatabases]
    public async Task Most_guests_came_and_some_did_not(DatabaseProvider database)
    {
        var past = (await (await venues.OnAsync(database)).EventsAsync()).Where(e => e.StartsAt < DemoBox.Wednesday).Select(e => e.Id).ToHashSet();
        var tickets = (await (await venues.OnAsync(database)).AllAsync<Ticket>()).Where(t => past.Contains(t.EventId)).ToList();

        Assert.InRange(tickets.Count(t => t.CheckedInAt is not null) / (double)tickets.Count, 0.8, 0.97);
    }

    [Theory, OnBothDatabases]
    public async Task Sales_that_start_with_a_rush_and_end_with_one(DatabaseProvider database)
    {
        var past = (await (await venues.OnAsync(database)).EventsAsync()).Where(e => e.StartsAt < DemoBox.Wednesday).ToDictionary(e => e.Id);
        var progress = (await (await venues.OnAsync(database)).OrdersAsync()).Where(o => past.ContainsKey(o.EventId)).Select(o => past[o.EventId])
            .Zip((await (await venues.OnAsync(database)).OrdersAsync()).Where(o => past.ContainsKey(o.EventId)))
            .Select(sale => (sale.Second.CreatedAt - sale.First.CreatedAt) / (sale.First.StartsAt - sale.First.CreatedAt)).ToList();

        var (first, middle, last) = (progress.Count(p => p < 0.2), progress.Count(p => p is >= 0.4 and < 0.6), progress.Count(p => p >= 0.8));
        Assert.True(first > middle && last > middle, $"{first}, {middle}, {last}");
    }

    [Theory, OnBothDatabases]
    public async Task Some_sold_at_the_box_office_some_given_away_and_some_that_let_their_tickets_go(DatabaseProvider database)
    {
        var orders = await (await venues.OnAsync(database)).OrdersAsync();
        var holds = await (await venues.OnAsync(database)).AllAsync<Hold>();

        Assert.InRange(orders.Count(o => o.Channel == OrderChannel.BoxOffice) / (double)orders.Count, 0.04, 0.15);
        Assert.InRange(orders.Count(o => o.Channel == OrderChannel.Comp) / (double)orders.Count, 0.01, 0.06);
        Assert.InRange(orders.Count / (double)holds.Count, 0.6, 0.8);
    }

    [Theory, OnBothDatabases]
    public async Task Payments_at_the_sandbox_and_none_for_what_is_free(DatabaseProvider database)
    {
        var payments = await (await venues.OnAsync(database)).AllAsync<Payment>();
        var orders = await (await venues.OnAsync(database)).OrdersAsync();

        Assert.Equal(orders.Where(o => o is { Total: > 0, Channel: OrderChannel.Online }).Select(o => (o.Id, o.Total)).Order(), payments.Select(p => (p.OrderId, p.Amount)).Order());
        Assert.Contains(orders, o => o.Total == 0);
        Assert.All(payments, p => Assert.Equal((PaymentProvider.Sandbox, PaymentStatus.Paid), (p.Provider, p.Status)));
    }

    private async Task<List<Event>> UpcomingAsync(DatabaseProvider database) =>
        [.. (await (await venues.OnAsync(database)).EventsAsync()).Where(e => e.StartsAt > DemoBox.Wednesday)];

    private async Task<List<Event>> OnSaleAsync(DatabaseProvider database) =>
        [.. (await UpcomingAsync(database)).Where(e => e.TicketTypes.Any(t => Rules.StateOf(e, t) == SaleState.OnSale))];

    private static DateTime LocalStart(Event @event) =>
        TimeZoneInfo.ConvertTime(@event.StartsAt, TimeZoneInfo.FindSystemTimeZoneById(@event.TimeZone)).DateTime;

    private static SaleRules RulesAt(DateTimeOffset now) => ActivatorUtilities.CreateInstance<SaleRules>(
        new ServiceCollection().Configure<PaymentOptions>(options => options.Provider = PaymentProvider.Sandbox).BuildServiceProvider(),
        new FakeTimeProvider(now));
}
