using Ticketing.Features.CheckIn;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Rescheduling;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Features.Cancellations;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Rescheduling;

public sealed class RefundOfferTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_buyer_returns_the_tickets_once_until_the_deadline(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishShowAsync();
        var (returned, kept) = (await app.BuyAsync(show, "Standing", 2), await app.BuyAsync(show, "Standing", 1));
        Assert.Null(await app.FindDeadlineAsync(returned));
        Assert.False(await app.ReturnAsync(returned));
        await app.MoveByDaysAsync(show, 7, app.OfferRefunds(days: 3));
        Assert.Contains("full refund until Thu 6 Feb, 23:59", (await app.ReadNoticeAsync(returned)).Text, StringComparison.Ordinal);

        var presses = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => app.ReturnAsync(returned), Ct)));
        Assert.Single(presses, accepted => accepted);
        await app.RunAllJobsAsync();
        var refund = Assert.Single(await app.GetRefundsAsync(returned));
        Assert.Equal((RefundStatus.Succeeded, 3000), (refund.Status, refund.Amount));
        Assert.Equal(
            [returned.Reference],
            (
                await app.UseAsync<ScheduleChangeQueries, IReadOnlyList<ListedRefund>>(changes => changes.GetReturnedAsync(show.Id, Ct))
            ).Select(refunded => refunded.Sale.Reference)
        );
        Assert.Equal(OrderStatus.Refunded, (await app.ReloadAsync(returned)).Status);
        Assert.Equal([3000], await app.GetSandboxRefundsAsync(returned));
        Assert.Equal(1, (await app.GetEventAsync(show)).Sold);
        Assert.StartsWith("We’ve refunded £30.00", (await app.ComposeRefundMailAsync(returned)).Subject, StringComparison.Ordinal);

        app.Clock.Advance(TimeSpan.FromDays(4));
        Assert.Null(await app.FindDeadlineAsync(kept));
        Assert.False(await app.ReturnAsync(kept));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task Who_bought_for_the_new_date_cannot_return_the_tickets(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishShowAsync();
        var before = await app.BuyAsync(show, "Standing", 1);
        await app.MoveByDaysAsync(show, 7, app.OfferRefunds(days: 3));
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var after = await app.BuyAsync(show, "Standing", 1);
        Assert.False(await app.ReturnAsync(after));
        Assert.True(await app.ReturnAsync(before));
    }

    [Theory, OnEitherDatabase]
    public async Task An_order_with_a_used_ticket_cannot_be_returned_even_if_both_happen_at_once(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishShowAsync();
        var orders = new List<(Order Order, string Code)>();
        for (var i = 0; i < 8; i++)
        {
            var order = await app.BuyAsync(show, "Standing", 2);
            orders.Add((order, (await app.GetTicketCodesAsync(order))[0]));
        }

        await app.MoveByDaysAsync(show, 7, app.OfferRefunds(days: 3));
        await app.ScanAsync(show, orders[0].Code);
        Assert.Null(await app.FindDeadlineAsync(orders[0].Order));
        Assert.False(await app.ReturnAsync(orders[0].Order));
        foreach (var (order, code) in orders.Skip(1))
        {
            var returned = Task.Run(() => app.ReturnAsync(order), Ct);
            var scan = Task.Run(() => app.ScanAsync(show, code), Ct);
            Assert.NotEqual(await returned, (await scan).Scan.Result == ScanResult.Admitted);
        }
    }

    [Theory, OnEitherDatabase]
    public async Task An_offer_ends_when_the_show_starts_if_that_was_moved_to_before_the_deadline(DatabaseProvider database)
    {
        await using var alone = new TicketingApp(database);
        app = alone;
        var show = await app.PublishShowAsync();
        var order = await app.BuyAsync(show, "Standing", 1);
        await app.MoveByDaysAsync(show, 7, app.OfferRefunds(days: 20));
        await app.MoveByDaysAsync(show, -30, ReschedulingSteps.Tell);
        var start = (await app.GetEventAsync(show)).StartsAt;
        Assert.Equal(start, await app.FindDeadlineAsync(order));
        app.Clock.Advance(start - app.Clock.GetUtcNow());
        Assert.Null(await app.FindDeadlineAsync(order));
        Assert.False(await app.ReturnAsync(order));
    }

    [Theory, OnEitherDatabase]
    public async Task A_disputed_order_can_be_returned_only_after_the_venue_has_won(DatabaseProvider database)
    {
        await using var venue = new ProviderLedgerVenue(database);
        var show = await venue.PublishShowAsync();
        var (order, payment) = await venue.SellOnlineAsync(show: show);
        await venue.MoveByDaysAsync(show, 7, venue.OfferRefunds(days: 20));
        foreach (var status in new[] { DisputeStatus.NeedsResponse, DisputeStatus.Lost })
        {
            venue.Clock.Advance(TimeSpan.FromMinutes(1));
            await venue.SyncAsync(venue.AddProviderDispute(payment, status));
            Assert.Null(await venue.FindDeadlineAsync(order));
            Assert.False(await venue.ReturnAsync(order));
        }

        venue.Clock.Advance(TimeSpan.FromMinutes(1));
        await venue.SyncAsync(venue.AddProviderDispute(payment, DisputeStatus.Won));
        Assert.True(await venue.ReturnAsync(order));
    }

    [Theory, OnEitherDatabase]
    public async Task The_buyer_returns_the_tickets_on_the_order_page(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishShowAsync();
        using var buyer = app.NewBrowser();
        var order = await buyer.BuyAsync(show, quantity: 2);
        Assert.DoesNotContain("Return tickets", order.Text, StringComparison.Ordinal);
        Assert.Equal(order.Path, (await buyer.OpenAsync($"{order.Path}/refund")).Path);
        await app.MoveByDaysAsync(show, 7, app.OfferRefunds(days: 3));

        var offered = await buyer.OpenAsync(order.Path);
        Assert.Contains("You can return your tickets until", offered.Text, StringComparison.Ordinal);
        var asked = await buyer.OpenAsync($"{order.Path}/refund");
        Assert.Contains("Your 2 tickets will no longer be valid.", asked.Text, StringComparison.Ordinal);
        var done = await asked.SubmitAsync("main form");
        Assert.Equal(order.Path, done.Path);
        Assert.Contains("Refund of £30.00 in progress", done.Text, StringComparison.Ordinal);
        Assert.Equal(2, done.Document.QuerySelectorAll(".pass.void").Length);
    }
}
