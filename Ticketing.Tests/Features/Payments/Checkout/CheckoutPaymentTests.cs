using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Placing;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Payments.Checkout;

public sealed class CheckoutPaymentTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_paid_order_has_its_tickets_a_receipt_number_and_a_mail_due(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var order = await app.BuyAsync(show, "Standing", 3);
        Assert.Equal(OrderStatus.Paid, order.Status);

        // 3 × (14.00 + 5 % + 0.30), including 20 % tax.
        Assert.Equal((4200, 300, 4500, 750), (order.FaceValue, order.BookingFee, order.Total, order.Tax));
        var tickets = await app.UseAsync<OrderQueries, IReadOnlyList<Ticketing.Features.Tickets.Ticket>>(orders =>
            orders.GetTicketsAsync(order.Id, Ct)
        );
        Assert.Equal([1, 2, 3], tickets.Select(t => t.Number));
        Assert.All(tickets, t => Assert.Equal("Ada Lovelace", t.Attendee));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task Twenty_clicks_on_pay_open_one_payment_and_charge_once(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var code = await app.PlaceHoldAsync(show, "Standing", 1);
        var pages = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => app.StartPaymentAsync(code)));
        var page = Assert.IsType<StartOutcome.Redirect>(Assert.Single(pages.Distinct()));

        await app.SetSandboxOutcomeAsync(page, SandboxStatus.Paid);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ReturnFromProviderAsync(code)));
        Assert.Equal(1, await CountAsync(p => p.Status == PaymentStatus.Paid, code));
        Assert.Equal(1, await CountAsync(_ => true, code));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task After_a_decline_the_same_hold_is_paid_by_a_new_attempt(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 1));
        var code = await app.PlaceHoldAsync(show, "Standing", 1);
        var first = Assert.IsType<StartOutcome.Redirect>(await app.StartPaymentAsync(code));
        await app.SetSandboxOutcomeAsync(first, SandboxStatus.Declined);
        Assert.Equal(PaymentStatus.Declined, (await ReturnFromProviderAsync(code))!.Status);
        Assert.Equal(HoldStatus.Live, (await GetHoldAsync(code)).Status);

        var second = Assert.IsType<StartOutcome.Redirect>(await app.StartPaymentAsync(code));
        Assert.NotEqual(first.PageUrl, second.PageUrl);
        await app.SetSandboxOutcomeAsync(second, SandboxStatus.Paid);
        Assert.Equal(PaymentStatus.Paid, (await ReturnFromProviderAsync(code))!.Status);
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task Starting_to_pay_extends_the_hold_and_its_end_waits_for_the_provider(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 1));
        var code = await app.PlaceHoldAsync(show, "Standing", 1);
        await app.StartPaymentAsync(code);
        app.Clock.Advance(TimeSpan.FromMinutes(29));
        await app.RunJobAsync<HoldExpiryJob>();
        Assert.Equal(HoldStatus.InPayment, (await GetHoldAsync(code)).Status);

        // After the deadline hold expiry alone must not release the hold: the provider has to confirm first.
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await app.RunJobAsync<HoldExpiryJob>();
        Assert.Equal(HoldStatus.InPayment, (await GetHoldAsync(code)).Status);
        await app.RunJobAsync<PaymentSettlementJob>();
        Assert.Equal(HoldStatus.Expired, (await GetHoldAsync(code)).Status);
        await app.RunJobAsync<OrderExpiryJob>();
        await app.AssertInvariantsAsync();
        Assert.IsType<HoldOutcome.Placed>(
            await app.TryPlaceHoldAsync(show, new Dictionary<Guid, int> { [show.GetTicketTypeId("Standing")] = 1 })
        );
    }

    [Theory, OnEitherDatabase]
    public async Task Releasing_tickets_expires_the_payment_session_first(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var code = await app.PlaceHoldAsync(show, "Standing", 2);
        var page = Assert.IsType<StartOutcome.Redirect>(await app.StartPaymentAsync(code));
        Assert.True(await app.UseAsync<PaymentReturn, bool>(async buyer => await buyer.ReleaseHoldAsync(await GetHoldAsync(code), Ct)));
        Assert.Equal(HoldStatus.Released, (await GetHoldAsync(code)).Status);
        Assert.False(await app.UseAsync<SandboxGateway, bool>(s => s.CloseAsync(page.PageUrl.Split('/')[^1], SandboxStatus.Paid, Ct)));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task A_hold_paid_a_moment_before_cannot_be_released(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var code = await app.PlaceHoldAsync(show, "Standing", 2);
        var page = Assert.IsType<StartOutcome.Redirect>(await app.StartPaymentAsync(code));
        await app.SetSandboxOutcomeAsync(page, SandboxStatus.Paid);
        Assert.False(await app.UseAsync<PaymentReturn, bool>(async buyer => await buyer.ReleaseHoldAsync(await GetHoldAsync(code), Ct)));
        Assert.Equal(HoldStatus.Sold, (await GetHoldAsync(code)).Status);
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task Free_tickets_need_no_payment(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Open stage", 0, 10));
        var code = await app.PlaceHoldAsync(show, "Open stage", 2);
        var outcome = Assert.IsType<StartOutcome.NothingDue>(await app.StartPaymentAsync(code));
        Assert.Equal(outcome, await app.StartPaymentAsync(code));
        Assert.Equal(0, await CountAsync(_ => true, code));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task Nothing_is_charged_for_a_show_that_was_cancelled_while_its_tickets_were_held(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var code = await app.PlaceHoldAsync(show, "Standing", 1);
        await app.SetStatusAsync(show, EventStatus.Cancelled);
        Assert.IsType<StartOutcome.EventUnavailable>(await app.StartPaymentAsync(code));
        Assert.Equal(0, await CountAsync(_ => true, code));
        using var browser = app.NewBrowser();
        var page = await browser.OpenAsync($"/checkout/{code}");
        Assert.Equal($"/events/{show.Slug}", page.Path);
        Assert.Contains("cancelled", page.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory, OnEitherDatabase]
    public async Task Starting_to_pay_never_shortens_a_hold_and_never_keeps_it_for_ever(DatabaseProvider database)
    {
        app = venues.On(database);
        await using var brief = new TicketingApp(database).Set("Payments:Window", "00:02:00");
        var show = await brief.PublishEventAsync();
        var code = await brief.PlaceHoldAsync(show, "Standing", 1);
        var (page, placed) = (Assert.IsType<StartOutcome.Redirect>(await brief.StartPaymentAsync(code)), await GetHoldAsync(code, brief));
        Assert.Equal(TicketingApp.Start.AddMinutes(10), placed.ExpiresAt);
        for (var attempt = 1; attempt < 5; attempt++)
        {
            await brief.SetSandboxOutcomeAsync(page, SandboxStatus.Declined);
            brief.Clock.Advance(TimeSpan.FromMinutes(1.9));
            await brief.RunJobAsync<PaymentSettlementJob>();
            if (await brief.StartPaymentAsync(code) is not StartOutcome.Redirect next)
            {
                return;
            }

            page = next;
        }

        var end = (await GetHoldAsync(code, brief)).PlacedAt + (RecordPayment.MaxHoldWindows * TimeSpan.FromMinutes(2));
        Assert.True(brief.Clock.GetUtcNow() < end, "An attempt was started after the maximum hold time.");
    }

    [Theory, OnEitherDatabase]
    public async Task The_number_of_attempts_is_limited(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var code = await app.PlaceHoldAsync(show, "Standing", 1);
        for (var attempt = 0; attempt < RecordPayment.MaxAttempts; attempt++)
        {
            await app.SetSandboxOutcomeAsync(
                Assert.IsType<StartOutcome.Redirect>(await app.StartPaymentAsync(code)),
                SandboxStatus.Declined
            );
            await ReturnFromProviderAsync(code);
        }

        Assert.IsType<StartOutcome.TooManyAttempts>(await app.StartPaymentAsync(code));
    }

    private async Task<PaymentReturnResult?> ReturnFromProviderAsync(string code)
    {
        var order = await GetOrderAsync(code);
        var returnCode = await app.UseAsync<TicketingDbContext, string>(db =>
            db.Set<Payment>().Where(p => p.OrderId == order.Id).OrderByDescending(p => p.Attempt).Select(p => p.ReturnCode).FirstAsync(Ct)
        );
        return await app.UseAsync<PaymentReturn, PaymentReturnResult?>(buyer => buyer.HandleReturnAsync(returnCode, Ct));
    }

    private Task<Hold> GetHoldAsync(string code, TicketingApp? other = null) =>
        (other ?? app).UseAsync<TicketHolds, Hold>(async holds => (await holds.FindAsync(code, Ct))!);

    private async Task<Order> GetOrderAsync(string code, TicketingApp? other = null)
    {
        var hold = await GetHoldAsync(code, other);
        return await (other ?? app).UseAsync<OrderQueries, Order>(async orders => (await orders.FindByHoldAsync(hold.Id, Ct))!);
    }

    private async Task<int> CountAsync(System.Linq.Expressions.Expression<Func<Payment, bool>> which, string code)
    {
        var hold = await GetHoldAsync(code);
        return await app.UseAsync<TicketingDbContext, int>(db =>
            db.Set<Payment>().Where(p => db.Set<Order>().Any(o => o.Id == p.OrderId && o.HoldId == hold.Id)).CountAsync(which, Ct)
        );
    }
}
