using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Holds;

/// <summary>Real HTTP, many more buyers than tickets, each naming the types in random order.</summary>
public sealed class LastTicketRaceTests(ITestOutputHelper output)
{
    private const int Parallel = 64;
    private const int Seed = 20261122;

    private static int Tickets => TestScale.Count(shortRun: 60, full: 500);

    private static int Attempts => TestScale.Count(shortRun: 300, full: 10_000);

    private static int AttemptsWithoutGuard => 5 * Tickets;

    [Theory, OnBothDatabases]
    public async Task Many_more_attempts_than_tickets_sell_exactly_the_tickets_there_are(DatabaseProvider database)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var app = new TicketingApp(database);
        var address = app.Listen();
        var show = await PublishAsync(app);
        using var server = new SocketsHttpHandler
        {
            MaxConnectionsPerServer = Parallel,
            AllowAutoRedirect = false,
            UseCookies = false,
        };

        var rush = await OnSaleRush.RunAsync(server, address, show, Attempts, Parallel, Seed);
        output.WriteLine($"{database}, seed {Seed}: {Attempts} attempts, {Parallel} at once: {rush}");
        Assert.Empty(rush.Unexpected);
        Assert.Equal(Attempts, rush.Checkouts.Count + rush.Refused);
        Assert.Equal((Tickets, 0), await app.GetStockAsync(show));

        await System.Threading.Tasks.Parallel.ForEachAsync(
            rush.Checkouts,
            new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = ct },
            (checkout, _) => PayAsync(server, address, checkout)
        );
        Assert.Equal((0, Tickets), await app.GetStockAsync(show));
        await app.AssertInvariantsAsync();
        Assert.Equal(0, await DeadlocksAsync(app));
    }

    /// <summary>Proves that the race above can be lost.</summary>
    [OnPostgres]
    public async Task Without_the_guard_the_same_race_oversells()
    {
        await using var app = new UnguardedApp(DatabaseProvider.Postgres);
        var address = app.Listen();
        var show = await PublishAsync(app);
        await app.DropChecksAsync();
        using var server = new SocketsHttpHandler
        {
            MaxConnectionsPerServer = Parallel,
            AllowAutoRedirect = false,
            UseCookies = false,
        };

        var rush = await OnSaleRush.RunAsync(server, address, show, AttemptsWithoutGuard, Parallel, Seed);
        var (held, _) = await app.GetStockAsync(show);
        output.WriteLine($"without the guard: {held} of {Tickets} held; {rush}");
        Assert.True(held > Tickets, $"Only {held} of {Tickets}: this race proves nothing.");
    }

    private static Task<Event> PublishAsync(TicketingApp app) =>
        app.PublishEventAsync(
            new TicketTypeDraft("Standing", 1400, Tickets / 2),
            new TicketTypeDraft("Seated", 2400, Tickets / 4),
            new TicketTypeDraft("Balcony", 900, Tickets / 4)
        );

    private static async ValueTask PayAsync(SocketsHttpHandler server, Uri address, string checkout)
    {
        using var buyer = new Browser(server, address, ownsServer: false);
        var page = await (await buyer.OpenAsync(checkout)).ExpectStatus(HttpStatusCode.OK).SubmitBuyerAsync();
        var order = await page.ExpectStatus(HttpStatusCode.OK).PayAsync("paid");
        order.ExpectStatus(HttpStatusCode.OK);
        Assert.StartsWith("/orders/", order.Path, StringComparison.Ordinal);
    }

    /// <summary>SQLite has a single writer and cannot deadlock.</summary>
    private static Task<long> DeadlocksAsync(TicketingApp app) =>
        app.Database == DatabaseProvider.Sqlite
            ? Task.FromResult(0L)
            : app.UseAsync<TicketingDbContext, long>(db =>
                db.Database.SqlQuery<long>($"SELECT deadlocks AS \"Value\" FROM pg_stat_database WHERE datname = current_database()")
                    .SingleAsync(TestContext.Current.CancellationToken)
            );
}
