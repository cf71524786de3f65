using System.Net;
using Ticketing.Events;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Holds;

/// <summary>An on-sale over real HTTP: many more buyers than tickets, all at once.</summary>
public sealed class RacingForTheLastTickets(ITestOutputHelper output)
{
    private const int Attempts = 10_000;
    private const int Parallel = 64;
    private const int Tickets = 500;

    [Theory, OnBothDatabases]
    public async Task Ten_thousand_attempts_sell_exactly_five_hundred_tickets(DatabaseProvider database)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var app = new TicketingApp(database);
        var address = app.Listen();
        var show = await app.PublishAsync(new TypeDraft("Standing", 1400, Tickets));
        using var server = new SocketsHttpHandler { MaxConnectionsPerServer = Parallel, AllowAutoRedirect = false, UseCookies = false };

        var holds = await RushAsync(server, address, show, ct);
        Assert.Equal(Tickets, holds.Count);

        await System.Threading.Tasks.Parallel.ForEachAsync(
            holds, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = ct }, (hold, _) => PayAsync(server, address, hold));
        Assert.Equal((0, Tickets), await StockAsync(app, show));
        await app.AssertInvariantsAsync();
    }

    private async Task<List<string>> RushAsync(SocketsHttpHandler server, Uri address, Event show, CancellationToken ct)
    {
        using var client = new HttpClient(server, disposeHandler: false) { BaseAddress = address };
        var (placed, refused, other) = (new List<string>(), 0, new List<string>());
        await System.Threading.Tasks.Parallel.ForEachAsync(
            Enumerable.Range(0, Attempts),
            new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = ct },
            async (_, cancelled) =>
            {
                using var response = await client.SendAsync(
                    Browser.PostRequest($"/events/{show.Slug}", [new($"Quantities[{show.TypeId("Standing")}]", "1")]), cancelled);
                var body = await response.Content.ReadAsStringAsync(cancelled);
                lock (placed)
                {
                    if (response.StatusCode == HttpStatusCode.SeeOther)
                    {
                        placed.Add(response.Headers.Location!.OriginalString);
                    }
                    else if (response.StatusCode == HttpStatusCode.Conflict && body.Contains("We could not hold these tickets", StringComparison.Ordinal))
                    {
                        refused++;
                    }
                    else
                    {
                        other.Add($"{response.StatusCode}: {body[..Math.Min(body.Length, 200)]}");
                    }
                }
            });
        output.WriteLine($"{Attempts} attempts, {Parallel} at once: {placed.Count} held, {refused} refused, {other.Count} otherwise");
        Assert.Empty(other);
        Assert.Equal(Attempts, placed.Count + refused);
        return placed;
    }

    private static async ValueTask PayAsync(SocketsHttpHandler server, Uri address, string checkout)
    {
        using var buyer = new Browser(server, address, ownsServer: false);
        var page = await (await buyer.OpenAsync(checkout)).Expect(HttpStatusCode.OK).FillInAsync();
        var order = await page.Expect(HttpStatusCode.OK).PayAsync("paid");
        order.Expect(HttpStatusCode.OK);
        Assert.StartsWith("/orders/", order.Path, StringComparison.Ordinal);
    }

    private static Task<(int Held, int Sold)> StockAsync(TicketingApp app, Event show) => app.UseAsync<Catalogue, (int, int)>(async catalogue =>
    {
        var type = Assert.Single((await catalogue.GetAsync(show.Id, TestContext.Current.CancellationToken)).TicketTypes);
        return (type.Held, type.Sold);
    });
}
