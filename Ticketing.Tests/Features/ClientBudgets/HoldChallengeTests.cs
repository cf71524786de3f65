using Ticketing.Features.ClientBudgets.Challenges;
using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.ClientBudgets;

/// <summary>Proofs of work, or waiting, above the budget of 10 tickets.</summary>
public sealed class HoldChallengeTests(BudgetVenueFixture venues) : IClassFixture<BudgetVenueFixture>
{
    private const string Address = "198.51.100.7";

    private readonly string browser = Guid.NewGuid().ToString("N");
    private TicketingApp app = null!;

    [Theory, OnEitherDatabase]
    public async Task A_solved_challenge_lets_one_hold_of_its_browser_and_event_pass(DatabaseProvider database)
    {
        var show = await PublishAsync(database);
        var other = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 100));
        await app.HoldAsync(show, 10, Address);
        await app.HoldAsync(other, 10, Address);
        var solved = (await app.GetChallengeAsync(show, 2, Address, browser)).Solve();

        Assert.IsType<HoldOutcome.Challenged>(await app.TryHoldAsync(show, 2, Address, $"{browser}-b", solved));
        Assert.IsType<HoldOutcome.Challenged>(await app.TryHoldAsync(other, 2, Address, browser, solved));
        Assert.IsType<HoldOutcome.Placed>(await app.TryHoldAsync(show, 2, Address, browser, solved));
        Assert.IsType<HoldOutcome.Challenged>(await app.TryHoldAsync(show, 2, Address, browser, solved));
        Assert.Equal(12, await app.CountHeldAsync(show, Address));
    }

    [Theory, OnEitherDatabase]
    public async Task Wrong_and_forged_solutions_do_not_pass(DatabaseProvider database)
    {
        var show = await PublishAsync(database);
        await app.HoldAsync(show, 10, Address);
        var issued = await app.GetChallengeAsync(show, 2, Address, browser);
        var wrong = Enumerable
            .Range(0, 1000)
            .Select(number => $"{number}")
            .First(text => !ProofOfWork.IsSolved(issued.Challenge.Seed, text, issued.Challenge.Bits));
        foreach (
            var answer in new[]
            {
                new ChallengeAnswer(issued.Token, wrong),
                new ChallengeAnswer(issued.Token, ""),
                issued.Solve() with
                {
                    Token = issued.Token[..^1] + (issued.Token[^1] == 'A' ? 'B' : 'A'),
                },
                issued.Solve() with
                {
                    Token = "",
                },
            }
        )
        {
            Assert.IsType<HoldOutcome.Challenged>(await app.TryHoldAsync(show, 2, Address, browser, answer));
        }
    }

    [Theory, OnEitherDatabase]
    public async Task Without_a_solution_the_same_challenge_is_met_by_waiting(DatabaseProvider database)
    {
        var show = await PublishAsync(database);
        await app.HoldAsync(show, 10, Address);
        var issued = await app.GetChallengeAsync(show, 2, Address, browser);
        var waited = new ChallengeAnswer(issued.Token, "");
        app.Clock.Advance(TimeSpan.FromSeconds(19));
        var early = Assert.IsType<HoldOutcome.Challenged>(await app.TryHoldAsync(show, 2, Address, browser, waited));
        Assert.Equal(issued, early.Challenge);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<HoldOutcome.Placed>(await app.TryHoldAsync(show, 2, Address, browser, waited));
    }

    [Theory, OnBothDatabases]
    public async Task A_challenge_that_is_used_many_times_at_once_counts_once(DatabaseProvider database)
    {
        var show = await PublishAsync(database);
        await app.HoldAsync(show, 10, Address);
        var solved = (await app.GetChallengeAsync(show, 1, Address, browser)).Solve();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => app.TryHoldAsync(show, 1, Address, browser, solved)));
        Assert.Single(outcomes.OfType<HoldOutcome.Placed>());
        Assert.Equal(11, await app.CountHeldAsync(show, Address));
    }

    [Theory, OnEitherDatabase]
    public async Task Challenges_are_issued_only_while_tickets_are_on_sale(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(
            new TicketTypeDraft("Standing", 1400, 100),
            new TicketTypeDraft("Later", 1400, 100, type => type.SalesStartAt = app.Clock.GetUtcNow().AddHours(1))
        );
        await app.HoldAsync(show, 10, Address);
        Assert.IsType<HoldOutcome.Refused>(await app.TryHoldAsync(show, 10, Address, category: "Later"));
    }

    [Theory, OnEitherDatabase]
    public async Task The_more_an_address_holds_by_challenges_the_more_work_they_are(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 1000));
        for (var holds = 0; holds < 5; holds++)
        {
            await app.HoldAsync(show, 10, Address);
        }

        var bits = new List<int>();
        for (var holds = 0; holds < 15; holds++)
        {
            var issued = await app.GetChallengeAsync(show, 10, Address, $"{browser}-{holds}");
            bits.Add(issued.Challenge.Bits);
            Assert.IsType<HoldOutcome.Placed>(await app.TryHoldAsync(show, 10, Address, $"{browser}-{holds}", issued.Solve()));
        }

        Assert.Equal((8, 11), (bits[0], bits[^1]));
        Assert.Equal(bits.Order(), bits);
    }

    private async Task<Event> PublishAsync(DatabaseProvider database)
    {
        app = venues.On(database);
        return await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 100));
    }
}
