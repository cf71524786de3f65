using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Ticketing.Tests.Journeys.Shop;

public sealed class PaymentRetryJourney(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    [Fact]
    public async Task A_declined_card_is_explained_and_the_same_tickets_are_paid_at_the_second_try()
    {
        var visitor = await ArriveAsync();
        await visitor.HoldAsync(await App.PublishEventAsync());
        var checkout = visitor.Path;
        await visitor.FillInAsync();
        await visitor.GoToPaymentAsync();
        await visitor.PressAsync(visitor.Button("Decline"));
        await visitor.WaitForPathAsync($"{checkout}?payment=declined");
        await Expect(visitor.Page.GetByRole(Microsoft.Playwright.AriaRole.Alert).First).ToContainTextAsync("Payment declined");
        await Expect(visitor.Page.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("Ada Lovelace");
        await visitor.GoToPaymentAsync();
        await visitor.PayInSandboxAsync();
        await AssertPaidOnceAsync(App, visitor.LastPathSegment(), PaymentStatus.Declined, PaymentStatus.Paid);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Pressing_pay_twice_charges_once(bool scripts)
    {
        await using var slow = new FaultyProviderApp();
        var visitor = await ArriveAsync(Device.Desktop with { HasJavaScript = scripts }, slow.Address);
        await visitor.HoldAsync(await slow.PublishEventAsync());
        await visitor.FillInAsync();
        var answer = new TaskCompletionSource();
        slow.Delay = answer.Task;
        await visitor.PayButton().ScrollIntoViewIfNeededAsync();
        var button = (await visitor.PayButton().BoundingBoxAsync())!;
        await visitor.Page.Mouse.ClickAsync(button.X + 20, button.Y + 20);
        await slow.WaitForCallsAsync(1);
        await visitor.Page.Mouse.ClickAsync(button.X + 20, button.Y + 20);
        await slow.WaitForCallsAsync(scripts ? 1 : 2);
        answer.SetResult();
        await visitor.WaitForPathAsync("/sandbox/");
        Assert.Equal(scripts ? 1 : 2, slow.Calls);

        await visitor.Button("Pay").DblClickAsync();
        await visitor.WaitForPathAsync("/orders/");
        await Expect(visitor.Page.Locator(".pass")).ToHaveCountAsync(1);
        await AssertPaidOnceAsync(slow, visitor.LastPathSegment(), PaymentStatus.Paid);
    }

    [Fact]
    public async Task After_going_back_and_forward_the_tickets_can_still_be_paid()
    {
        var visitor = await ArriveAsync();
        await visitor.HoldAsync(await App.PublishEventAsync());
        var checkout = visitor.Path;
        await visitor.FillInAsync();
        await visitor.GoToPaymentAsync();
        var sandbox = visitor.Path;

        await visitor.Page.GoBackAsync();
        await Expect(visitor.PayButton()).ToBeEnabledAsync();
        Assert.Equal(checkout, visitor.Path);
        await Expect(visitor.Page.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("Ada Lovelace");
        await visitor.Page.GoForwardAsync();
        await Expect(visitor.Button("Pay")).ToBeEnabledAsync();
        await visitor.Page.GoBackAsync();
        await visitor.GoToPaymentAsync();
        Assert.Equal(sandbox, visitor.Path);
        await visitor.PayInSandboxAsync();
        await AssertPaidOnceAsync(App, visitor.LastPathSegment(), PaymentStatus.Paid);

        // The back button after paying leads to the tickets, not to a second payment.
        await visitor.Page.GoBackAsync();
        await Expect(visitor.Button("Pay")).ToHaveCountAsync(0);
        await visitor.OpenAsync(checkout);
        await Expect(visitor.Page.Locator(".pass")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Released_tickets_stay_released_after_the_back_button()
    {
        var show = await App.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 1));
        var visitor = await ArriveAsync();
        await visitor.HoldAsync(show);
        await visitor.FillInAsync();
        await visitor.GoToPaymentAsync();
        await visitor.Page.GoBackAsync();
        await visitor.PressAsync(visitor.Button("Release tickets"));
        await visitor.WaitForPathAsync($"/events/{show.Slug}");
        await Expect(visitor.Button("One more: Standing")).ToBeEnabledAsync();

        await visitor.Page.GoBackAsync();
        await Expect(visitor.Heading()).ToHaveTextAsync("You’ve released these tickets");
        await visitor.PressAsync(visitor.Button("Try again"));
        await Expect(visitor.Heading()).ToHaveTextAsync("Your details");
        await App.AssertInvariantsAsync();
    }

    private static async Task AssertPaidOnceAsync(TicketingApp app, string reference, params PaymentStatus[] attempts)
    {
        var order = (await app.FindOrderAsync(reference))!;
        Assert.Equal(OrderStatus.Paid, order.Status);
        await app.UseAsync<TicketingDbContext>(async db =>
        {
            var payments = await db.Set<Payment>().AsNoTracking().Where(p => p.OrderId == order.Id).OrderBy(p => p.Attempt).ToListAsync(Ct);
            Assert.Equal(attempts, payments.Select(p => p.Status));
            Assert.Equal(attempts.Length, await db.Set<SandboxSession>().CountAsync(s => s.OrderReference == reference, Ct));
        });
        await app.AssertInvariantsAsync();
    }
}
