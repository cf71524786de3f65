using System.Collections.Concurrent;
using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Placing;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Primitives;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Orders;

public sealed class BoxOfficeSaleTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [OnEitherDatabase(BoxOfficePayment.Cash, "Cash", 2800)]
    [OnEitherDatabase(BoxOfficePayment.CardTerminal, "Card terminal", 2800)]
    [OnEitherDatabase(BoxOfficePayment.Complimentary, "Complimentary", 0)]
    public async Task A_sale_is_paid_at_once_without_a_booking_fee(
        DatabaseProvider database,
        BoxOfficePayment payment,
        string with,
        long total
    )
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        var order = await app.SellAsync(show, "Standing", 2, payment, new Buyer("Ada Lovelace", "ada@example.com", ""));
        Assert.Equal((OrderStatus.Paid, total, 0L, with), (order.Status, order.Total, order.BookingFee, order.PaidWith));
        Assert.Equal(payment == BoxOfficePayment.Complimentary ? OrderChannel.Comp : OrderChannel.BoxOffice, order.Channel);
        Assert.Equal(["Ada Lovelace", "Ada Lovelace"], (await TicketsAsync(app, order)).Select(t => t.Attendee));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task The_booking_fee_is_taken_where_the_venue_wants_it(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database).Set("Pricing:BookingFeeAtBoxOffice", "true");
        var show = await app.PublishEventAsync();
        Assert.Equal(200, (await app.SellAsync(show, "Standing", 2)).BookingFee);
        Assert.Equal(0, (await app.SellAsync(show, "Standing", 2, BoxOfficePayment.Complimentary)).Total);
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task Staff_sell_before_and_after_the_sale_beyond_the_limits_and_where_nothing_is_sold_online(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database).Set("Payments:Provider", "None");
        var now = app.Clock.GetUtcNow();
        var show = await app.PublishEventAsync(
            new TicketTypeDraft("Later", 1400, 20, t => t.SalesStartAt = now.AddDays(1)),
            new("Earlier", 1400, 20, t => t.SalesEndAt = now.AddDays(-1)),
            new("One each", 1400, 20, t => t.MaxPerOrder = 1),
            new("Pairs", 1400, 20, t => t.MinPerOrder = 2)
        );
        foreach (var (category, quantity) in new[] { ("Later", 1), ("Earlier", 1), ("One each", 15), ("Pairs", 1) })
        {
            await app.SellAsync(show, category, quantity);
        }

        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task Withdrawn_sold_out_or_cancelled_tickets_are_not_sold(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Gone", 1400, 10, t => t.IsWithdrawn = true), new("Few", 1400, 2));
        Assert.IsType<LineRefusal.NoLongerOnSale>(await RefusalAsync(app, show, "Gone", 1));
        Assert.Equal(new LineRefusal.NotEnoughLeft(2, MayComeBack: false), await RefusalAsync(app, show, "Few", 3));
        await app.PlaceHoldAsync(show, "Few", 1);
        Assert.Equal(new LineRefusal.NotEnoughLeft(1, MayComeBack: true), await RefusalAsync(app, show, "Few", 2));
        Assert.IsType<HoldOutcome.NothingChosen>(Assert.IsType<SaleOutcome.Refused>(await app.TrySellAsync(show, "Few", 0)).Reason);
        var off = await app.AddEventAsync(EventStatus.Cancelled);
        Assert.Equal(
            new HoldOutcome.EventNotActive(EventStatus.Cancelled),
            Assert.IsType<SaleOutcome.Refused>(await app.TrySellAsync(off, "Standing", 1)).Reason
        );
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task Places_of_an_expired_hold_are_sold_before_the_expiry_job_runs(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Few", 1400, 2));
        await app.PlaceHoldAsync(show, "Few", 2);
        app.Clock.Advance(TimeSpan.FromMinutes(11));
        await app.SellAsync(show, "Few", 2);
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task A_form_sent_many_times_at_once_sells_once_even_the_last_tickets(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Few", 1400, 2));
        var key = UnguessableCode.Create();
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => app.TrySellAsync(show, "Few", 2, key: key), Ct))
        );
        var sold = Assert.Single(outcomes.OfType<SaleOutcome.Sold>());
        Assert.Equal(7, outcomes.OfType<SaleOutcome.AlreadySold>().Count());
        Assert.All(outcomes.OfType<SaleOutcome.AlreadySold>(), again => Assert.Equal(sold.Order.Reference, again.Order.Reference));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task Box_office_and_buyers_online_racing_for_the_last_tickets_sell_each_once(DatabaseProvider database)
    {
        const int tickets = 60;
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync(
            e => e.Capacity = tickets,
            new TicketTypeDraft("Standing", 0, 40),
            new TicketTypeDraft("Seated", 2400, 40)
        );
        var sold = new ConcurrentBag<int>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 160),
            new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Ct },
            async (i, _) =>
            {
                var category = i % 3 == 0 ? "Seated" : "Standing";
                if (i % 2 == 0)
                {
                    if (await app.TrySellAsync(show, category, 1, (BoxOfficePayment)(i % 3)) is SaleOutcome.Sold)
                    {
                        sold.Add(i);
                    }
                }
                else if (
                    await app.TryPlaceHoldAsync(show, new Dictionary<Guid, int> { [show.GetTicketTypeId(category)] = 1 })
                        is HoldOutcome.Placed hold
                    && await app.StartPaymentAsync(hold.Code) is var started
                )
                {
                    // Free orders are confirmed here, while staff sell.
                    sold.Add(i);
                    await (
                        started is StartOutcome.Redirect page ? app.SetSandboxOutcomeAsync(page, SandboxStatus.Paid) : Task.CompletedTask
                    );
                }
            }
        );
        app.Clock.Advance(PaymentSettlementJob.CheckInterval);
        await app.RunJobAsync<PaymentSettlementJob>();
        Assert.Equal(tickets, sold.Count);
        Assert.Contains(sold, i => i % 2 == 0);
        Assert.Contains(sold, i => i % 2 == 1);
        await app.AssertInvariantsAsync();
    }

    private static async Task<LineRefusal> RefusalAsync(TicketingApp app, Event show, string category, int quantity)
    {
        var refused = Assert.IsType<SaleOutcome.Refused>(await app.TrySellAsync(show, category, quantity));
        return Assert.Single(Assert.IsType<HoldOutcome.Refused>(refused.Reason).Lines).Reason;
    }

    private static Task<IReadOnlyList<Ticket>> TicketsAsync(TicketingApp app, Order order) =>
        app.UseAsync<OrderQueries, IReadOnlyList<Ticket>>(orders => orders.GetTicketsAsync(order.Id, Ct));
}
