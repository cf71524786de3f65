using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Ticketing.Features.Events;
using Ticketing.Tests.Support.Browsers;

namespace Ticketing.Tests.Support.Actions;

/// <summary>Buyers of a running program. Again and again each takes tickets, and leaves, is declined or pays at random.</summary>
internal sealed class BuyingCrowd(Uri address, Event show)
{
    private readonly ConcurrentBag<string> paid = [];
    private readonly ConcurrentDictionary<string, bool> notReturned = [];
    private readonly ConcurrentBag<(string Path, HttpStatusCode Status)> serverErrors = [];

    /// <summary>Sessions at the sandbox whose buyers were told that they have paid.</summary>
    public IReadOnlyCollection<string> Paid => paid;

    /// <summary>Answers from 500 on.</summary>
    public IReadOnlyCollection<(string Path, HttpStatusCode Status)> ServerErrors => serverErrors;

    /// <summary>Goes on while the program is down.</summary>
    public Task BuyAsync(int buyers, int seed, CancellationToken over) =>
        Task.WhenAll(
            Enumerable.Range(0, buyers).Select(b => Task.Run(() => BuyUntilAsync(new Random(seed + b), over), CancellationToken.None))
        );

    /// <summary>A new process is busy warming up, so this may take a while.</summary>
    public async Task WaitForSalesAsync(int sales, CancellationToken ct)
    {
        var before = paid.Count;
        for (var waited = 0; waited < 400 && paid.Count < before + sales; waited++)
        {
            await Task.Delay(25, ct);
        }
    }

    /// <summary>Those who had paid when the program failed load the page again that confirms it.</summary>
    public async Task ReturnAsync()
    {
        foreach (var back in notReturned.Keys)
        {
            using var browser = NewBrowser();
            Watch((await browser.OpenAsync(back)).ExpectStatus(HttpStatusCode.OK));
        }
    }

    private Browser NewBrowser() => new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }, address);

    private async Task BuyUntilAsync(Random random, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            try
            {
                using var browser = NewBrowser();
                await BuyAsync(browser, random);
            }
            catch (Exception error) when (error is HttpRequestException or IOException or SocketException or TaskCanceledException)
            {
                await Task.Delay(20, CancellationToken.None);
            }
        }
    }

    private async Task BuyAsync(Browser browser, Random random)
    {
        var types = show.TicketTypes;
        var type = types[random.Next(4) == 0 ? types.Count - 1 : 0];
        var wish = new KeyValuePair<string, string>($"Quantities[{type.Id}]", $"{random.Next(1, 4)}");
        var checkout = Watch(await browser.PostAsync($"/events/{show.Slug}", [wish]));
        if (checkout.Document.QuerySelector(CheckoutActions.CheckoutForm) is null || random.Next(8) == 0)
        {
            return; // sold out, or the hold expired, or the buyer leaves
        }

        var sandbox = Watch(await checkout.SubmitBuyerAsync(email: $"buyer{random.Next(1_000_000)}@example.com"));
        if (sandbox.Status != HttpStatusCode.OK || !sandbox.Path.StartsWith("/sandbox/", StringComparison.Ordinal) || random.Next(8) == 0)
        {
            return; // the hold expired, or the buyer leaves the payment page open
        }

        var outcome = random.Next(5) == 0 ? "declined" : "paid";
        using var response = await browser.SendAsync(sandbox.BuildSubmitRequest(CheckoutActions.PayForm, button: outcome));
        Watch(sandbox.Path, response.StatusCode);
        if (outcome == "paid" && response.StatusCode == HttpStatusCode.SeeOther)
        {
            var back = response.Headers.Location!.OriginalString;
            paid.Add(sandbox.GetLastPathSegment());
            notReturned[back] = true;
            if (Watch(await browser.OpenAsync(back)).Status == HttpStatusCode.OK)
            {
                notReturned.TryRemove(back, out _);
            }
        }
    }

    private BrowserPage Watch(BrowserPage page)
    {
        Watch(page.Path, page.Status);
        return page;
    }

    private void Watch(string path, HttpStatusCode status)
    {
        if (status >= HttpStatusCode.InternalServerError)
        {
            serverErrors.Add((path, status));
        }
    }
}
