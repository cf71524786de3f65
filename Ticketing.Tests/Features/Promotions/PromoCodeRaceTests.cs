using Ticketing.Features.Holds;
using Ticketing.Features.Promotions;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Promotions;

public sealed class PromoCodeRaceTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const int Buyers = 64;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Of_64_buyers_at_once_three_get_a_code_with_three_orders(DatabaseProvider database)
    {
        var (used, tickets, discount) = await RaceAsync(database, quantity: 2, code => code.MaxOrders = 3);
        Assert.Equal((3, 6, 6 * 140), (used, tickets, discount));
    }

    [Theory, OnBothDatabases]
    public async Task Of_64_buyers_at_once_three_get_a_code_for_three_tickets(DatabaseProvider database)
    {
        var (used, tickets, _) = await RaceAsync(database, quantity: 1, code => code.MaxTickets = 3);
        Assert.Equal((3, 3), (used, tickets));
    }

    [Theory, OnBothDatabases]
    public async Task Many_buyers_at_once_never_spend_more_than_the_budget(DatabaseProvider database)
    {
        var (used, _, discount) = await RaceAsync(database, quantity: 1, code => code.Budget = 500);
        Assert.Equal((3, 3 * 140), (used, discount));
    }

    [Theory, OnBothDatabases]
    public async Task Buyers_of_two_events_share_the_uses_of_a_code_for_all(DatabaseProvider database)
    {
        var app = venues.On(database);
        var (one, other) = (await app.PublishEventAsync(), await app.PublishEventAsync());
        var code = await app.AddCodeAsync(null, change: c => c.MaxOrders = 3, code: $"ALL-{Guid.NewGuid():N}"[..20]);
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 32).Select(i => Task.Run(() => app.TryHoldWithCodeAsync(i % 2 == 0 ? one : other, code.Code), Ct))
        );
        Assert.Equal(3, outcomes.OfType<HoldOutcome.Placed>().Count());
        Assert.Equal((3, 3, 3 * 140), await app.GetUsesAsync(code));
        await app.AssertInvariantsAsync();
    }

    private async Task<(int Orders, int Tickets, long Discount)> RaceAsync(DatabaseProvider database, int quantity, Action<PromoCode> limit)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 2 * Buyers));
        var code = await app.AddCodeAsync(show, change: limit);
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, Buyers).Select(_ => Task.Run(() => app.TryHoldWithCodeAsync(show, "spring", quantity: quantity), Ct))
        );
        var placed = outcomes.OfType<HoldOutcome.Placed>().Count();
        Assert.All(
            outcomes.Where(outcome => outcome is not HoldOutcome.Placed),
            outcome => Assert.IsType<HoldOutcome.CodeRefused>(outcome)
        );
        Assert.Equal((placed * quantity, 0), await app.GetStockAsync(show));
        await app.AssertInvariantsAsync();
        var uses = await app.GetUsesAsync(code);
        Assert.Equal(placed, uses.Orders);
        return (uses.Orders, uses.Tickets, uses.Discount);
    }
}
