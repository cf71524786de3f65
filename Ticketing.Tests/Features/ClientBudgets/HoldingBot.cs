using System.Collections.Concurrent;
using System.Net;
using Ticketing.Features.Events;
using Ticketing.Tests.Support.Browsers;

namespace Ticketing.Tests.Features.ClientBudgets;

/// <summary>Holds all it can get from one address, and buys nothing. Each attempt comes from a new browser.</summary>
internal sealed class HoldingBot(SocketsHttpHandler server, Uri site, Event show, string address, bool solvesChallenges)
{
    private readonly ConcurrentBag<string> unexpected = [];
    private int posts;
    private int holds;
    private int solved;

    public string Address => address;

    /// <summary>Requests sent, including those with a solution.</summary>
    public int Posts => posts;

    /// <summary>Neither a hold nor a challenge nor a refusal.</summary>
    public IReadOnlyCollection<string> Unexpected => unexpected;

    public async Task AttackAsync(int attempts, CancellationToken ct) =>
        await Parallel.ForEachAsync(
            Enumerable.Range(0, attempts),
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = ct },
            async (_, _) => await TryHoldAsync()
        );

    public override string ToString() => $"{posts} posts, {solved} challenges solved, {holds} holds";

    private async Task TryHoldAsync()
    {
        using var browser = new Browser(new NetworkHandler(server, address), site, ownsServer: false);
        var wanted = new Dictionary<string, string> { [$"Quantities[{show.TicketTypes[0].Id}]"] = "8" };
        var page = await PostAsync(() => browser.PostAsync($"/events/{show.Slug}", wanted));
        if (solvesChallenges && page.Document.QuerySelector("[data-challenge]") is { } form)
        {
            var bits = int.Parse(form.GetAttribute("data-bits")!, System.Globalization.CultureInfo.InvariantCulture);
            if (bits > 0)
            {
                Interlocked.Increment(ref solved);
                var solution = BudgetActions.Solve(form.GetAttribute("data-seed")!, bits);
                await PostAsync(() => page.SubmitAsync("[data-challenge]", new Dictionary<string, string> { ["Solution"] = solution }));
            }
        }
    }

    private async Task<BrowserPage> PostAsync(Func<Task<BrowserPage>> post)
    {
        Interlocked.Increment(ref posts);
        var page = await post();
        if (page.Status == HttpStatusCode.OK && page.Path.StartsWith("/checkout/", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref holds);
        }
        else if (page.Status is not (HttpStatusCode.TooManyRequests or HttpStatusCode.Conflict))
        {
            unexpected.Add($"{page.Status}: {page.Text}");
        }

        return page;
    }
}
