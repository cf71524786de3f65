using Ticketing.Features.Holds;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.ClientBudgets;

/// <summary>Bots hold what they can while honest buyers arrive. Real HTTP; the clock moves in rounds of ten seconds.</summary>
public sealed class HoldingBotTests(ITestOutputHelper output)
{
    private const int Tickets = 1200;
    private const int Rounds = 60;
    private const int Seed = 20261129;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(10);

    /// <summary>By each bot.</summary>
    private static int BotPosts => TestScale.Count(shortRun: 240, full: 5_000);

    private static int Neighbours => TestScale.Count(shortRun: 20, full: 100);

    private static int Students => TestScale.Count(shortRun: 60, full: 200);

    /// <summary>In the short run each buys more, so that the campus exceeds its budget too.</summary>
    private static int TicketsPerStudent => TestScale.Count(shortRun: 6, full: 2);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task Bots_hold_little_and_all_honest_buyers_get_tickets_within_ten_minutes(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database)
            .Set("Budgets:Enabled", "true")
            .Set("Budgets:ChallengeBits", "8")
            .Set("Proxy:KnownNetworks:0", "127.0.0.0/8")
            .Set("Proxy:KnownNetworks:1", "::1/128");
        var site = app.Listen();
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, Tickets));
        using var server = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        HoldingBot[] bots =
        [
            new(server, site, show, "198.51.100.1", solvesChallenges: false),
            new(server, site, show, "198.51.100.2", solvesChallenges: true),
        ];
        var random = new Random(Seed);
        var neighbours = Enumerable.Range(0, Neighbours).Select(i => Arrive($"203.0.113.{i + 1}", i, 2)).ToList();
        var students = Enumerable.Range(0, Students).Select(i => Arrive("192.0.2.1", i, TicketsPerStudent)).ToList();
        var start = app.Clock.GetUtcNow();
        var most = new int[bots.Length];
        var mostOfCampus = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var attacks = bots.Select(bot => bot.AttackAsync(ShareOf(bot, round), Ct)).ToList();
            await Parallel.ForEachAsync(
                neighbours.Concat(students),
                new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Ct },
                async (buyer, _) => await buyer.GoOnAsync(app.Clock.GetUtcNow())
            );
            await Task.WhenAll(attacks);
            for (var bot = 0; bot < bots.Length; bot++)
            {
                most[bot] = Math.Max(most[bot], await app.CountHeldAsync(show, bots[bot].Address));
            }

            mostOfCampus = Math.Max(mostOfCampus, await app.CountHeldAsync(show, "192.0.2.1"));
            app.Clock.Advance(Round);
            await app.RunJobAsync<HoldExpiryJob>();
        }

        output.WriteLine($"{database}, seed {Seed}: {Tickets} tickets");
        output.WriteLine($"bot that ignores challenges: {bots[0]}; at most {most[0]} tickets held ({Percent(most[0])})");
        output.WriteLine($"bot that solves challenges: {bots[1]}; at most {most[1]} tickets held ({Percent(most[1])})");
        output.WriteLine(Describe("buyers from as many addresses", neighbours));
        output.WriteLine(Describe("buyers from one address", students) + $"; at most {mostOfCampus} tickets held at once");
        Assert.All(bots, bot => Assert.True(bot.Posts >= BotPosts, $"Only {bot.Posts} posts."));
        Assert.All(bots, bot => Assert.Empty(bot.Unexpected));
        Assert.InRange(most[0], 1, Tickets * 5 / 100);
        Assert.InRange(most[1], (Tickets * 5 / 100) + 1, Tickets * 20 / 100);
        Assert.Empty(neighbours.Concat(students).Select(buyer => buyer.Problem).OfType<string>());
        Assert.All(neighbours.Concat(students), buyer => Assert.True(buyer.HasTickets));
        Assert.True(students.Sum(buyer => buyer.Challenges) > 0, "The campus never exceeded its budget: this proves nothing.");
        await app.AssertInvariantsAsync();
        Assert.Equal((0, Students * TicketsPerStudent), await app.GetBudgetAsync(show, "192.0.2.1"));

        HonestBuyer Arrive(string address, int index, int quantity) =>
            new(
                new Browser(new NetworkHandler(server, address), site, ownsServer: false),
                show,
                quantity,
                hasJavaScript: index % 2 == 0,
                app.Clock.GetUtcNow() + TimeSpan.FromSeconds(random.Next(0, 60)),
                TimeSpan.FromSeconds(random.Next(30, 240))
            );

        static int ShareOf(HoldingBot bot, int round) => Math.Max(0, (int)((round + 1L) * BotPosts / Rounds) - bot.Posts);

        string Describe(string who, List<HonestBuyer> buyers) =>
            $"{buyers.Count} {who}: {buyers.Count(b => b.HasTickets)} got tickets, {buyers.Sum(b => b.Challenges)} challenges, "
            + $"the last after {buyers.Max(b => b.TicketsAt - start)}";

        static string Percent(int held) => $"{held * 100.0 / Tickets:0.#} %";
    }
}
