using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Orders;
using Ticketing.Payments;
using Ticketing.Payments.Sandbox;
using Ticketing.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Ticketing.Tests.Journeys;

public sealed class PayingTheHardWay(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    [Fact]
    public async Task A_declined_card_is_explained_and_the_same_tickets_are_paid_at_the_second_try()
    {
        var visitor = await ArriveAsync();
        await visitor.HoldAsync(await App.PublishAsync());
        var checkout = visitor.Path;
        await visitor.FillInAsync();
        await visitor.GoToPaymentAsync();
        await visitor.PressAsync(visitor.Button("Let the bank decline"));
        await visitor.ReachAsync($"{checkout}?payment=declined");
        await Expect(visitor.Page.GetByRole(Microsoft.Playwright.AriaRole.Alert).First).ToContainTextAsync("Your bank declined the payment");
        await Expect(visitor.Page.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("Ada Lovelace");
        await visitor.GoToPaymentAsync();
        await visitor.PayThereAsync();
        await AssertPaidOnceAsync(App, visitor.Code(), PaymentStatus.Declined, PaymentStatus.Paid);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Pressed_again_before_the_answer_is_there_the_buttons_pay_once(bool scripts)
    {
        await using var slow = new BrokenApp();
        var visitor = await ArriveAsync(Device.Desktop with { RunsScripts = scripts }, slow.Address);
        await visitor.HoldAsync(await slow.PublishAsync());
        await visitor.FillInAsync();
        var answer = new TaskCompletionSource();
        slow.Line = answer.Task;
        var button = (await visitor.Pay().BoundingBoxAsync())!;
        await visitor.Page.Mouse.ClickAsync(button.X + 20, button.Y + 20);
        await slow.CalledAsync(1);
        await visitor.Page.Mouse.ClickAsync(button.X + 20, button.Y + 20);
        await slow.CalledAsync(scripts ? 1 : 2);
        answer.SetResult();
        await visitor.ReachAsync("/sandbox/");
        Assert.Equal(scripts ? 1 : 2, slow.Calls);

        await visitor.Button("Pay").DblClickAsync();
        await visitor.ReachAsync("/orders/");
        await Expect(visitor.Page.Locator(".pass")).ToHaveCountAsync(1);
        await AssertPaidOnceAsync(slow, visitor.Code(), PaymentStatus.Paid);
    }

    [Fact]
    public async Task Back_from_the_payment_page_and_forward_again_the_tickets_are_still_to_be_had()
    {
        var visitor = await ArriveAsync();
        await visitor.HoldAsync(await App.PublishAsync());
        var checkout = visitor.Path;
        await visitor.FillInAsync();
        await visitor.GoToPaymentAsync();
        var sandbox = visitor.Path;

        await visitor.Page.GoBackAsync();
        await Expect(visitor.Pay()).ToBeEnabledAsync();
        Assert.Equal(checkout, visitor.Path);
        await Expect(visitor.Page.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("Ada Lovelace");
        await visitor.Page.GoForwardAsync();
        await Expect(visitor.Button("Pay")).ToBeEnabledAsync();
        await visitor.Page.GoBackAsync();
        await visitor.GoToPaymentAsync();
        Assert.Equal(sandbox, visitor.Path);
        await visitor.PayThereAsync();
        await AssertPaidOnceAsync(App, visitor.Code(), PaymentStatus.Paid);

        // The back button after paying leads to the tickets, not to a second payment.
        await visitor.Page.GoBackAsync();
        await Expect(visitor.Button("Pay")).ToHaveCountAsync(0);
        await visitor.OpenAsync(checkout);
        await Expect(visitor.Page.Locator(".pass")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Tickets_given_back_are_gone_for_the_back_button_too()
    {
        var show = await App.PublishAsync(new TypeDraft("Standing", 1400, 1));
        var visitor = await ArriveAsync();
        await visitor.HoldAsync(show);
        await visitor.FillInAsync();
        await visitor.GoToPaymentAsync();
        await visitor.Page.GoBackAsync();
        await visitor.PressAsync(visitor.Button("Give the tickets back"));
        await visitor.ReachAsync($"/events/{show.Slug}");
        await Expect(visitor.Button("One more: Standing")).ToBeEnabledAsync();

        await visitor.Page.GoBackAsync();
        await Expect(visitor.Heading()).ToHaveTextAsync("These tickets are no longer held");
        await visitor.PressAsync(visitor.Button("Hold them again"));
        await Expect(visitor.Heading()).ToHaveTextAsync("Almost yours");
        await App.AssertInvariantsAsync();
    }

    private static async Task AssertPaidOnceAsync(TicketingApp app, string reference, params PaymentStatus[] attempts)
    {
        var order = (await app.OrderAsync(reference))!;
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
