using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Ticketing.Events;
using Ticketing.Payments;
using Ticketing.Settings;
using Ticketing.Tickets;
using Xunit;

namespace Ticketing.Tests.Demo;

/// <summary>A visitor of the demo meets each state that an event and a ticket type can be in.</summary>
public sealed class WhatTheDemoShows(SeededVenue venue) : IClassFixture<SeededVenue>
{
    private static readonly SaleRules Rules = RulesAt(DemoBox.Wednesday);

    [Fact]
    public async Task A_dozen_concerts_to_come_of_many_kinds_each_at_a_decent_hour()
    {
        var upcoming = await UpcomingAsync();

        Assert.InRange(upcoming.Count(e => e.Status == EventStatus.Active), 12, 30);
        Assert.InRange(upcoming.Select(e => e.Kind).Distinct().Count(), 10, 30);
        Assert.All(upcoming, e => Assert.InRange(LocalStart(e).Hour, 11, 22));
        Assert.InRange((upcoming.Min(e => e.StartsAt) - DemoBox.Wednesday).TotalDays, 0, 7);
        Assert.All(upcoming.Where(e => e.IsPublic), e => Assert.True(e.Summary.Length > 30 && e.Description.Length > 80, e.Slug));
    }

    [Fact]
    public async Task Ninety_days_of_past_shows()
    {
        var past = (await venue.Box.EventsAsync()).Where(e => e.StartsAt < DemoBox.Wednesday).ToList();

        Assert.InRange(past.Count, 14, 18);
        Assert.All(past, e => Assert.InRange((DemoBox.Wednesday - e.EndsAt!.Value).TotalDays, 0.5, 90));
        Assert.All(past, e => Assert.True(e.Sold > 0, e.Slug));
    }

    [Fact]
    public async Task Five_to_eight_hundred_orders() => Assert.InRange((await venue.Box.OrdersAsync()).Count, 500, 800);

    [Fact]
    public async Task A_free_one() =>
        Assert.Contains(await OnSaleAsync(), e => e.TicketTypes.All(t => t.Price == 0));

    [Fact]
    public async Task A_nearly_sold_out_one_whose_early_bird_has_ended() => Assert.Contains(await OnSaleAsync(), e =>
        e.TicketTypes.Any(t => Rules.StateOf(e, t) == SaleState.Ended)
        && e.TicketTypes.Where(t => Rules.StateOf(e, t) == SaleState.OnSale).All(t => SaleRules.IsFew(e, t)));

    [Fact]
    public async Task A_sold_out_one() =>
        Assert.Contains(await UpcomingAsync(), e => e.TicketTypes.All(t => Rules.StateOf(e, t) == SaleState.SoldOut));

    [Fact]
    public async Task One_not_yet_on_sale() => Assert.Contains(await UpcomingAsync(), e =>
        e.TicketTypes.All(t => Rules.StateOf(e, t) == SaleState.NotYet && t.SalesStartAt < e.StartsAt));

    [Fact]
    public async Task A_cancelled_one_for_which_nobody_waits_for_money() =>
        Assert.Contains(await UpcomingAsync(), e => e is { Status: EventStatus.Cancelled, Sold: 0 });

    [Fact]
    public async Task A_postponed_one_whose_tickets_stay_valid() =>
        Assert.Contains(await UpcomingAsync(), e => e is { Status: EventStatus.Postponed, Sold: > 0 });

    [Fact]
    public async Task One_with_a_minimum_and_a_maximum_per_order() =>
        Assert.Contains(await OnSaleAsync(), e => e.TicketTypes.Any(t => t is { MinPerOrder: > 1, MaxPerOrder: < 10 }));

    [Fact]
    public async Task One_whose_room_admits_fewer_than_its_types_add_up_to() =>
        Assert.Contains(await OnSaleAsync(), e => e.Capacity < e.TicketTypes.Sum(t => t.Capacity));

    [Fact]
    public async Task One_with_a_very_long_title() => Assert.Contains(await OnSaleAsync(), e => e.Title.Length > 100);

    [Fact]
    public async Task One_in_Arabic_and_one_in_Greek()
    {
        var upcoming = await OnSaleAsync();

        Assert.Contains(upcoming, e => e.Title.Any(c => c is >= '\u0600' and <= '\u06FF'));
        Assert.Contains(upcoming, e => e.Title.Any(c => c is >= '\u0370' and <= '\u03FF'));
    }

    [Fact]
    public async Task A_draft_that_visitors_do_not_see()
    {
        var draft = Assert.Single(await UpcomingAsync(), e => e.Status == EventStatus.Inactive);

        await venue.Box.WithAsync(async provider =>
        {
            var catalogue = provider.GetRequiredService<Catalogue>();
            Assert.Null(await catalogue.FindAsync(draft.Slug, TestContext.Current.CancellationToken));
            Assert.DoesNotContain(await catalogue.UpcomingAsync(null, TestContext.Current.CancellationToken), e => e.Id == draft.Id);
        });
    }

    [Fact]
    public async Task Posters_that_differ_from_their_neighbours_in_drawing_and_colours()
    {
        var posters = (await venue.Box.EventsAsync()).Select(e => e.PosterVariant).ToList();

        Assert.All(posters.Zip(posters.Skip(1)), pair =>
        {
            Assert.NotEqual(pair.First / 64, pair.Second / 64);
            Assert.NotEqual(pair.First % 64, pair.Second % 64);
        });
    }

    [Fact]
    public async Task Most_guests_came_and_some_did_not()
    {
        var past = (await venue.Box.EventsAsync()).Where(e => e.StartsAt < DemoBox.Wednesday).Select(e => e.Id).ToHashSet();
        var tickets = (await venue.Box.AllAsync<Ticket>()).Where(t => past.Contains(t.EventId)).ToList();

        Assert.InRange(tickets.Count(t => t.CheckedInAt is not null) / (double)tickets.Count, 0.8, 0.97);
    }

    [Fact]
    public async Task Sales_that_start_with_a_rush_and_end_with_one()
    {
        var past = (await venue.Box.EventsAsync()).Where(e => e.StartsAt < DemoBox.Wednesday).ToDictionary(e => e.Id);
        var progress = (await venue.Box.OrdersAsync()).Where(o => past.ContainsKey(o.EventId)).Select(o => past[o.EventId])
            .Zip((await venue.Box.OrdersAsync()).Where(o => past.ContainsKey(o.EventId)))
            .Select(sale => (sale.Second.CreatedAt - sale.First.CreatedAt) / (sale.First.StartsAt - sale.First.CreatedAt)).ToList();

        var (first, middle, last) = (progress.Count(p => p < 0.2), progress.Count(p => p is >= 0.4 and < 0.6), progress.Count(p => p >= 0.8));
        Assert.True(first > middle && last > middle, $"{first}, {middle}, {last}");
    }

    [Fact]
    public async Task Payments_at_the_sandbox_and_none_for_what_is_free()
    {
        var payments = await venue.Box.AllAsync<Payment>();
        var orders = await venue.Box.OrdersAsync();

        Assert.Equal(orders.Where(o => o.Total > 0).Select(o => (o.Id, o.Total)).Order(), payments.Select(p => (p.OrderId, p.Amount)).Order());
        Assert.Contains(orders, o => o.Total == 0);
        Assert.All(payments, p => Assert.Equal((PaymentProvider.Sandbox, PaymentStatus.Paid), (p.Provider, p.Status)));
    }

    private async Task<List<Event>> UpcomingAsync() =>
        [.. (await venue.Box.EventsAsync()).Where(e => e.StartsAt > DemoBox.Wednesday)];

    private async Task<List<Event>> OnSaleAsync() =>
        [.. (await UpcomingAsync()).Where(e => e.TicketTypes.Any(t => Rules.StateOf(e, t) == SaleState.OnSale))];

    private static DateTime LocalStart(Event @event) =>
        TimeZoneInfo.ConvertTime(@event.StartsAt, TimeZoneInfo.FindSystemTimeZoneById(@event.TimeZone)).DateTime;

    private static SaleRules RulesAt(DateTimeOffset now) => ActivatorUtilities.CreateInstance<SaleRules>(
        new ServiceCollection().Configure<PaymentOptions>(options => options.Provider = PaymentProvider.Sandbox).BuildServiceProvider(),
        new FakeTimeProvider(now));
}
