using Ticketing.Features.Holds;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Holds;

public sealed class ChangedTicketsRaceTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private readonly string browser = Guid.NewGuid().ToString("N");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Clicks_at_the_same_time_leave_one_hold(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(click => Task.Run(() => app.ChangeTicketsAsync(show, browser, ("Standing", 1 + (click % 4))), Ct))
        );
        Assert.All(outcomes, outcome => Assert.IsType<HoldOutcome.Placed>(outcome));
        Assert.InRange((await app.GetStockAsync(show)).Held, 1, 4);
        var open = await app.UseAsync<Basket, IReadOnlyList<BasketItem>>(basket => basket.GetAsync(browser, Ct));
        Assert.Single(open);
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Others_never_get_the_last_tickets_while_their_holder_changes_them(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 4));
        Assert.IsType<HoldOutcome.Placed>(await app.ChangeTicketsAsync(show, browser, ("Standing", 4)));
        using var stop = new CancellationTokenSource();
        var rivals = Enumerable.Range(0, 4).Select(_ => Task.Run(() => TryUntilAsync(stop.Token), Ct)).ToList();
        for (var round = 0; round < 20; round++)
        {
            Assert.IsType<HoldOutcome.Placed>(await app.ChangeTicketsAsync(show, browser, ("Standing", 4)));
        }

        await stop.CancelAsync();
        var attempts = await Task.WhenAll(rivals);
        Assert.All(attempts, outcomes => Assert.DoesNotContain(outcomes, outcome => outcome is HoldOutcome.Placed));
        Assert.True(attempts.Sum(outcomes => outcomes.Count) > 0);

        Assert.IsType<HoldOutcome.Placed>(await app.ChangeTicketsAsync(show, browser, ("Standing", 3)));
        await app.PlaceHoldAsync(show, "Standing", 1);
        await app.AssertInvariantsAsync();

        async Task<List<HoldOutcome>> TryUntilAsync(CancellationToken stopped)
        {
            var wish = new Dictionary<Guid, int> { [show.GetTicketTypeId("Standing")] = 1 };
            var outcomes = new List<HoldOutcome>();
            do
            {
                outcomes.Add(await app.TryPlaceHoldAsync(show, wish));
            } while (!stopped.IsCancellationRequested);

            return outcomes;
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_payment_that_starts_during_the_change_keeps_its_tickets(DatabaseProvider database)
    {
        var app = venues.On(database);
        for (var round = 0; round < 12; round++)
        {
            var show = await app.PublishEventAsync();
            var buyer = Guid.NewGuid().ToString("N");
            var first = Assert.IsType<HoldOutcome.Placed>(await app.ChangeTicketsAsync(show, buyer, ("Standing", 2)));
            var paying = Task.Run(() => app.StartPaymentAsync(first.Code), Ct);
            await Task.Delay(TimeSpan.FromMilliseconds(3 * round), Ct);
            var changing = Task.Run(() => app.ChangeTicketsAsync(show, buyer, ("Standing", 3)), Ct);
            var (payment, second) = (await paying, Assert.IsType<HoldOutcome.Placed>(await changing));
            var paid = payment is StartOutcome.Redirect ? 2 : 0;
            Assert.True(paid > 0 || payment is StartOutcome.HoldEnded, payment.ToString());
            Assert.Equal((3 + paid, 0), await app.GetStockAsync(show));
            Assert.NotEqual(first.Code, second.Code);
        }

        await app.AssertInvariantsAsync();
    }
}
