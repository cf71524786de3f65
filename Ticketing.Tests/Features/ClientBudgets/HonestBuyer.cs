using System.Net;
using Ticketing.Features.Events;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Browsers;

namespace Ticketing.Tests.Features.ClientBudgets;

/// <summary>Chooses tickets, waits or solves challenges as the page asks, and pays some minutes later.</summary>
internal sealed class HonestBuyer(Browser browser, Event show, int quantity, bool hasJavaScript, DateTimeOffset arrivesAt, TimeSpan thinks)
    : IDisposable
{
    private BrowserPage? challenge;
    private BrowserPage? checkout;
    private DateTimeOffset nextAt = arrivesAt;

    public bool HasTickets => TicketsAt is not null;

    public DateTimeOffset? TicketsAt { get; private set; }

    public int Challenges { get; private set; }

    /// <summary>The page that refused the buyer for good; null if all went well so far.</summary>
    public string? Problem { get; private set; }

    public async Task GoOnAsync(DateTimeOffset now)
    {
        if (HasTickets || Problem is not null || now < nextAt)
        {
            return;
        }

        if (checkout is null)
        {
            Look(await SubmitAsync(), now);
        }
        else
        {
            await PayAsync(checkout, now);
        }
    }

    public void Dispose() => browser.Dispose();

    private Task<BrowserPage> SubmitAsync() =>
        challenge?.SubmitAsync("[data-challenge]") ?? browser.ChooseTicketsAsync(show, (show.TicketTypes[0].Category, quantity));

    private void Look(BrowserPage page, DateTimeOffset now)
    {
        if (page.Path.StartsWith("/checkout/", StringComparison.Ordinal))
        {
            (checkout, nextAt) = (page, now + thinks);
        }
        else if (page.Document.QuerySelector("[data-challenge]") is { } form)
        {
            Challenges++;
            challenge = page;
            var bits = int.Parse(form.GetAttribute("data-bits")!, System.Globalization.CultureInfo.InvariantCulture);
            if (bits > 0 && hasJavaScript)
            {
                form.QuerySelector("[name=Solution]")!.SetAttribute("value", BudgetActions.Solve(form.GetAttribute("data-seed")!, bits));
                nextAt = now;
            }
            else
            {
                nextAt =
                    now + TimeSpan.FromSeconds(int.Parse(page.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture));
            }
        }
        else
        {
            Problem = $"{page.Status}: {page.Text}";
        }
    }

    private async Task PayAsync(BrowserPage page, DateTimeOffset now)
    {
        var order = await (await page.SubmitBuyerAsync()).PayAsync("paid");
        if (order.Status == HttpStatusCode.OK && order.Path.StartsWith("/orders/", StringComparison.Ordinal))
        {
            TicketsAt = now;
        }
        else
        {
            Problem = $"{order.Status}: {order.Text}";
        }
    }
}
