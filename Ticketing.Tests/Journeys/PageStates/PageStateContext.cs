using Microsoft.Playwright;
using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using static Microsoft.Playwright.Assertions;

namespace Ticketing.Tests.Journeys.PageStates;

internal sealed class PageStateContext(ListeningApp app, Visitor visitor) : IAsyncDisposable
{
    private readonly List<ListeningApp> others = [];

    public ListeningApp App { get; private set; } = app;

    public Visitor Visitor => visitor;

    public async ValueTask DisposeAsync()
    {
        foreach (var other in others)
        {
            await other.DisposeAsync();
        }
    }

    /// <summary>For what the shared app must not be: closed, empty, or with a provider that fails. Call before a page is opened.</summary>
    public void MoveTo(ListeningApp other)
    {
        others.Add(other);
        App = other;
        visitor.Site = other.Address;
    }

    public Task OpenAsync(string path) => Visitor.OpenAsync(path);

    public async Task OpenShowAsync(Action<Event>? change = null, params TicketTypeDraft[] types) =>
        await Visitor.OpenAsync(await App.PublishEventAsync(change ?? (_ => { }), types));

    public async Task OpenShowAsync(EventStatus status) => await Visitor.OpenAsync(await App.AddEventAsync(status));

    public async Task OpenCheckoutAsync() =>
        await OpenAsync($"/checkout/{await App.PlaceHoldAsync(await App.PublishEventAsync(), "Standing", 2)}");

    public async Task OpenFreeCheckoutAsync() =>
        await OpenAsync(
            $"/checkout/{await App.PlaceHoldAsync(await App.PublishEventAsync(new TicketTypeDraft("Entry", 0, 10)), "Entry", 2)}"
        );

    /// <summary>The event whose checkout is open.</summary>
    public async Task<Hold> FindHoldAsync() =>
        (await App.UseAsync<TicketHolds, Hold?>(holds => holds.FindAsync(Visitor.LastPathSegment(), default)))!;

    public async Task OpenSandboxAsync()
    {
        await OpenCheckoutAsync();
        await Visitor.FillInAsync();
        await Visitor.GoToPaymentAsync();
    }

    public async Task OpenOrderAsync(string below = "")
    {
        var order = await App.BuyAsync(await App.PublishEventAsync(), "Seated", 2);
        await OpenAsync(await App.CreateOrderLinkAsync(order));
        if (below.Length > 0)
        {
            await OpenAsync($"/orders/{order.Reference}{below}");
        }
    }

    public async Task<(Order Order, StartOutcome.Redirect Page)> OrderAsync()
    {
        await OpenSandboxAsync();
        var page = new StartOutcome.Redirect(Visitor.Path);
        await Visitor.Page.GoBackAsync();
        return ((await App.FindOrderByHoldAsync(Visitor.LastPathSegment()))!, page);
    }

    public Task SubmitAsync(string button, int status) => SubmitAsync(Visitor.Button(button), status);

    public async Task SubmitAsync(ILocator button, int status)
    {
        await Visitor.Page.EvaluateAsync("document.documentElement.dataset.old = 'yes'");
        var answer = await Visitor.Page.RunAndWaitForResponseAsync(
            () => Visitor.PressAsync(button),
            response => response.Request.Method == "POST"
        );
        Xunit.Assert.Equal(status, answer.Status);
        await Expect(Visitor.Page.Locator("html[data-old]")).ToHaveCountAsync(0);
        await Visitor.WaitUntilLoadedAsync();
    }
}
