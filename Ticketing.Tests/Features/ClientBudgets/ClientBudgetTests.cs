using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.ClientBudgets;
using Ticketing.Features.ClientBudgets.Challenges;
using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.Security;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.ClientBudgets;

/// <summary>Of 100 tickets with at most 10 per order, an address may hold 10, and 20 by challenges.</summary>
public sealed class ClientBudgetTests(BudgetVenueFixture venues) : IClassFixture<BudgetVenueFixture>
{
    private const string Address = "198.51.100.7";
    private const string Elsewhere = "198.51.100.8";

    private readonly string browser = Guid.NewGuid().ToString("N");
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Above_its_budget_an_address_is_challenged_and_others_are_not(DatabaseProvider database)
    {
        var show = await PublishAsync(database);
        await app.HoldAsync(show, 9, Address);
        await app.HoldAsync(show, 1, Address);
        Assert.IsType<HoldOutcome.Challenged>(await app.TryHoldAsync(show, 1, Address));
        await app.HoldAsync(show, 10, Elsewhere);
        Assert.Equal((10, 0), await app.GetBudgetAsync(show, Address));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task One_full_order_is_never_challenged(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 20), new TicketTypeDraft("Seated", 2400, 20));
        var wanted = show.TicketTypes.ToDictionary(type => type.Id, _ => 10);
        Assert.IsType<HoldOutcome.Placed>(await app.TryPlaceHoldAsync(show, wanted));
    }

    [Theory, OnBothDatabases]
    public async Task Changing_tickets_counts_only_the_new_ones(DatabaseProvider database)
    {
        var show = await PublishAsync(database);
        foreach (var quantity in new[] { 8, 10, 10, 9 })
        {
            Assert.IsType<HoldOutcome.Placed>(await app.TryHoldAsync(show, quantity, Address, browser, replacesLive: true));
        }

        Assert.Equal((9, 0), await app.GetBudgetAsync(show, Address));
        await app.HoldAsync(show, 1, Address);
        Assert.IsType<HoldOutcome.Challenged>(await app.TryHoldAsync(show, 10, Address, browser, replacesLive: true));

        Assert.IsType<HoldOutcome.Placed>(await app.TryHoldAsync(show, 10, Elsewhere, browser, replacesLive: true));
        Assert.Equal((1, 0), await app.GetBudgetAsync(show, Address));
        Assert.Equal((10, 0), await app.GetBudgetAsync(show, Elsewhere));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Above_a_fifth_of_the_event_only_waiting_helps_and_only_if_tickets_have_come_back(DatabaseProvider database)
    {
        var show = await PublishAsync(database);
        var first = await app.HoldAsync(show, 10, Address);
        var solved = (await app.GetChallengeAsync(show, 10, Address, browser)).Solve();
        Assert.IsType<HoldOutcome.Placed>(await app.TryHoldAsync(show, 10, Address, browser, solved));
        var issued = await app.GetChallengeAsync(show, 1, Address, $"{browser}-b");
        Assert.Equal(0, issued.Challenge.Bits);

        app.Clock.Advance(TimeSpan.FromSeconds(20));
        var again = Assert.IsType<HoldOutcome.Challenged>(await app.TryHoldAsync(show, 1, Address, $"{browser}-b", new(issued.Token, "")));
        Assert.Equal(20, await app.CountHeldAsync(show, Address));
        await app.ReleaseAsync(first.Code);
        app.Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.IsType<HoldOutcome.Placed>(await app.TryHoldAsync(show, 1, Address, $"{browser}-b", new(again.Challenge.Token, "")));
    }

    [Theory, OnBothDatabases]
    public async Task Ended_holds_give_their_tickets_back_to_the_budget(DatabaseProvider database)
    {
        var show = await PublishAsync(database);
        await app.ReleaseAsync((await app.HoldAsync(show, 10, Address)).Code);
        Assert.Equal((0, 0), await app.GetBudgetAsync(show, Address));
        var expiring = await app.HoldAsync(show, 10, Address);
        app.Clock.Advance(TimeSpan.FromMinutes(10));
        await app.RunJobAsync<HoldExpiryJob>();
        Assert.Equal((0, 0), await app.GetBudgetAsync(show, Address));
        Assert.Null((await app.UseAsync<TicketHolds, Hold?>(holds => holds.FindAsync(expiring.Code, Ct)))!.AddressKey);
    }

    [Theory, OnBothDatabases]
    public async Task Tickets_in_payment_count_and_paid_ones_enlarge_the_budget(DatabaseProvider database)
    {
        var show = await PublishAsync(database);
        var placed = await app.HoldAsync(show, 10, Address);
        var page = Assert.IsType<StartOutcome.Redirect>(await app.StartPaymentAsync(placed.Code));
        app.Clock.Advance(TimeSpan.FromMinutes(11));
        await app.RunJobAsync<HoldExpiryJob>();
        Assert.IsType<HoldOutcome.Challenged>(await app.TryHoldAsync(show, 1, Address));

        await app.SetSandboxOutcomeAsync(page, SandboxStatus.Paid);
        await app.RunJobAsync<PaymentSettlementJob>();
        Assert.Equal((0, 10), await app.GetBudgetAsync(show, Address));
        await app.HoldAsync(show, 10, Address);
        await app.HoldAsync(show, 10, Address);
        Assert.IsType<HoldOutcome.Challenged>(await app.TryHoldAsync(show, 1, Address));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task A_browser_takes_its_budget_along_when_it_changes_its_address(DatabaseProvider database)
    {
        var show = await PublishAsync(database);
        Assert.IsType<HoldOutcome.Placed>(await app.TryHoldAsync(show, 10, Address, browser));
        Assert.IsType<HoldOutcome.Challenged>(await app.TryHoldAsync(show, 1, Elsewhere, browser));
        Assert.IsType<HoldOutcome.Placed>(await app.TryHoldAsync(show, 1, Elsewhere, $"{browser}-b"));
    }

    [Theory, OnBothDatabases]
    public async Task Concurrent_holds_of_one_address_stay_within_its_budget(DatabaseProvider database)
    {
        var show = await PublishAsync(database);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => app.TryHoldAsync(show, 1, Address)));
        Assert.Equal(10, outcomes.OfType<HoldOutcome.Placed>().Count());
        Assert.Equal(30, outcomes.OfType<HoldOutcome.Challenged>().Count());
        Assert.Equal((10, 0), await app.GetBudgetAsync(show, Address));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Clients_that_hold_nothing_are_forgotten_after_a_day_and_used_challenges_when_they_are_over(DatabaseProvider database)
    {
        var show = await PublishAsync(database);
        await app.HoldAsync(show, 10, Address);
        var solved = (await app.GetChallengeAsync(show, 1, Address, browser)).Solve();
        var held = Assert.IsType<HoldOutcome.Placed>(await app.TryHoldAsync(show, 1, Address, browser, solved));
        Assert.IsType<StartOutcome.Redirect>(await app.StartPaymentAsync(held.Code));
        await app.ReleaseAsync((await app.HoldAsync(show, 10, Elsewhere)).Code);

        app.Clock.Advance(TimeSpan.FromHours(25));
        await app.RunJobAsync<HoldExpiryJob>();
        await app.RunJobAsync<ClientBudgetCleanupJob>();
        var (budgets, challenges) = await CountRowsAsync(show);
        Assert.Equal((2, 0), (budgets, challenges));
        Assert.Equal((1, 0), await app.GetBudgetAsync(show, Address));
        Assert.IsType<HoldOutcome.Challenged>(await app.TryHoldAsync(show, 10, Address, browser, solved));
    }

    [Theory, OnBothDatabases]
    public async Task New_holds_are_shorter_if_few_tickets_are_left_and_open_payments_keep_their_time(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 50));
        var early = await app.HoldAsync(show, 10, "192.0.2.1");
        Assert.Equal(app.Clock.GetUtcNow().AddMinutes(10), early.ExpiresAt);
        Assert.IsType<StartOutcome.Redirect>(await app.StartPaymentAsync(early.Code));
        foreach (var address in new[] { "192.0.2.2", "192.0.2.3", "192.0.2.4" })
        {
            await app.HoldAsync(show, 10, address);
        }

        var late = await app.HoldAsync(show, 2, "192.0.2.5");
        Assert.Equal(app.Clock.GetUtcNow().AddMinutes(5), late.ExpiresAt);
        var paying = (await app.UseAsync<TicketHolds, Hold?>(holds => holds.FindAsync(early.Code, Ct)))!;
        Assert.Equal(app.Clock.GetUtcNow().AddMinutes(30), paying.ExpiresAt);
    }

    [Fact]
    public void An_IPv6_network_is_one_client_and_neighbours_are_not()
    {
        static string Key(string address) => RateLimits.GetAddressKey(IPAddress.Parse(address));
        Assert.Equal(Key("2001:db8:1:2::1"), Key("2001:db8:1:2:ffff::9"));
        Assert.NotEqual(Key("2001:db8:1:2::1"), Key("2001:db8:1:3::1"));
        Assert.Equal(Key("198.51.100.7"), Key("::ffff:198.51.100.7"));
    }

    private async Task<Event> PublishAsync(DatabaseProvider database)
    {
        app = venues.On(database);
        return await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 100));
    }

    private Task<(int Budgets, int Challenges)> CountRowsAsync(Event show) =>
        app.UseAsync<TicketingDbContext, (int, int)>(async db =>
            (await db.Set<ClientBudget>().CountAsync(b => b.EventId == show.Id, Ct), await db.Set<UsedChallenge>().CountAsync(Ct))
        );
}
