using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Features.Receipts;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Payments.Refunds;

public sealed class RefundOrderTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_box_office_buyer_without_an_email_gets_no_mail(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.SellAsync(await app.PublishEventAsync(), "Standing", 2);
        await app.StartRefundAsync(order);
        Assert.Empty(await app.GetNotificationKindsAsync(order));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task A_full_refund_returns_money_and_stock_and_closes_the_order(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var order = await app.BuyAsync(show, "Standing", 3);
        var refund = await app.StartRefundAsync(order);
        Assert.Equal((4500, RefundStatus.Pending), (refund.Amount, refund.Status));
        Assert.Equal(0, (await EventAsync(show)).Sold);
        Assert.Equal(OrderStatus.Paid, (await app.ReloadAsync(order)).Status);

        await app.RunJobAsync<RefundJob>();
        Assert.Equal([4500], await app.GetSandboxRefundsAsync(order));
        var closed = await app.ReloadAsync(order);
        Assert.Equal((OrderStatus.Refunded, order.ReceiptNumber), (closed.Status, closed.ReceiptNumber));
        Assert.Equal(["order-confirmation", "order-refunded"], await app.GetNotificationKindsAsync(order));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task A_partial_refund_leaves_one_valid_ticket(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var order = await app.BuyAsync(show, "Standing", 3);
        Assert.Equal(3000, (await app.StartRefundAsync(order, 1, 3)).Amount);
        await app.RunJobAsync<RefundJob>();
        Assert.Equal([3000], await app.GetSandboxRefundsAsync(order));
        Assert.Equal(OrderStatus.Paid, (await app.ReloadAsync(order)).Status);
        Assert.Equal([TicketStatus.Void, TicketStatus.Valid, TicketStatus.Void], (await app.GetTicketsAsync(order)).Select(t => t.Status));
        Assert.Single(PdfReader.Pages(await app.TicketsAsync(order)));
        await app.AssertInvariantsAsync();

        await app.StartRefundAsync(order, 2);
        await app.RunJobAsync<RefundJob>();
        Assert.Equal(OrderStatus.Refunded, (await app.ReloadAsync(order)).Status);
        Assert.Equal(4500, (await app.GetSandboxRefundsAsync(order)).Sum());
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task The_venue_may_keep_the_booking_fee(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 2);
        Assert.Equal(2800, Assert.IsType<RefundOutcome.Started>(await app.TryRefundAsync(order, keepFee: true)).Refund.Amount);
        await app.RunJobAsync<RefundJob>();
        Assert.Equal([2800], await app.GetSandboxRefundsAsync(order));
        Assert.Contains("The booking fee is not refunded.", (await app.ComposeRefundMailAsync(order)).Text, StringComparison.Ordinal);
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task Refunding_invalidates_ticket_codes(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var order = await app.BuyAsync(show, "Standing", 2);
        var tickets = await app.GetTicketsAsync(order);
        var codes = await app.UseAsync<TicketCodeService, IReadOnlyList<string>>(signer => signer.SignAsync(show, tickets, Ct));
        await app.StartRefundAsync(order, 1);
        var claims = (await app.UseAsync<TicketCodeService, TicketClaims?>(signer => signer.VerifyAsync(codes[0], Ct)))!.Value;
        var refunded = (await app.GetTicketsAsync(order))[0];
        Assert.Equal((tickets[0].Id, TicketStatus.Void), (claims.TicketId, refunded.Status));
        Assert.NotEqual(claims.Issue, refunded.Issue);
        Assert.Equal(1, (await app.GetTicketsAsync(order))[1].Issue);
    }

    [Theory, OnEitherDatabase]
    public async Task Twenty_concurrent_refunds_refund_an_order_once(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var order = await app.BuyAsync(show, "Standing", 4);
        await app.BuyAsync(show, "Standing", 1);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => app.TryRefundAsync(order, i % 2 == 0), Ct)));
        Assert.Single(outcomes.OfType<RefundOutcome.Started>());
        Assert.Equal(19, outcomes.OfType<RefundOutcome.AlreadyRefunded>().Count());
        Assert.Equal(1, (await EventAsync(show)).Sold);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(app.RunJobAsync<RefundJob>, Ct)));
        Assert.Single(await app.GetSandboxRefundsAsync(order));
        Assert.Single(await app.GetNotificationKindsAsync(order), SettleRefund.NoticeKind);
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task Twenty_concurrent_refunds_refund_each_ticket_once(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 100, t => t.MaxPerOrder = 20));
        var order = await app.BuyAsync(show, "Standing", 20);
        var outcomes = await Task.WhenAll(
            Enumerable.Range(1, 20).Select(number => Task.Run(() => app.TryRefundAsync(order, false, number), Ct))
        );
        Assert.All(outcomes, outcome => Assert.IsType<RefundOutcome.Started>(outcome));
        await app.RunJobAsync<RefundJob>();
        Assert.Equal(order.Total, (await app.GetSandboxRefundsAsync(order)).Sum());
        Assert.Equal((0, OrderStatus.Refunded), ((await EventAsync(show)).Sold, (await app.ReloadAsync(order)).Status));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task Refunded_stock_is_sold_again(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 2));
        await app.StartRefundAsync(await app.BuyAsync(show, "Standing", 2), 1);
        await app.RunJobAsync<RefundJob>();
        Assert.Equal(OrderStatus.Paid, (await app.BuyAsync(show, "Standing", 1)).Status);
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task Free_tickets_and_cash_need_no_provider(DatabaseProvider database)
    {
        await using var alone = new TicketingApp(database);
        app = alone;
        var show = await app.PublishEventAsync(new TicketTypeDraft("Open stage", 0, 10), new TicketTypeDraft("Standing", 1400, 10));
        var (free, cash) = (await app.BuyAsync(show, "Open stage", 2), await app.BuyAsync(show, "Standing", 2));
        await app.MakeCashOrderAsync(cash);
        var (nothing, byHand) = (await app.StartRefundAsync(free), await app.StartRefundAsync(cash));
        Assert.Equal((0, false), (nothing.Amount, nothing.IsManual));
        Assert.Equal((3000, true), (byHand.Amount, byHand.IsManual));
        foreach (var order in new[] { free, cash })
        {
            Assert.Equal(RefundStatus.Succeeded, Assert.Single(await app.GetRefundsAsync(order)).Status);
            Assert.Equal(OrderStatus.Refunded, (await app.ReloadAsync(order)).Status);
            Assert.Empty(await app.GetSandboxRefundsAsync(order));
        }

        Assert.Contains("nothing to refund", (await app.ComposeRefundMailAsync(free)).Text, StringComparison.Ordinal);
        var owed = await app.ComposeRefundMailAsync(cash);
        Assert.StartsWith("Your refund of £30.00: Nadia Karim Quartet", owed.Subject, StringComparison.Ordinal);
        Assert.Contains("refund you in person", owed.Text, StringComparison.Ordinal);
        Assert.Equal(0, (await EventAsync(show)).Sold);
    }

    [Theory, OnEitherDatabase]
    public async Task The_mail_says_how_much_went_back_and_which_tickets_are_void(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Seated", 3);
        await app.StartRefundAsync(order, 2);
        await app.RunJobAsync<RefundJob>();
        var mail = await app.ComposeRefundMailAsync(order);
        Assert.StartsWith("We’ve refunded £25.50: Nadia Karim Quartet", mail.Subject, StringComparison.Ordinal);
        foreach (var form in new[] { mail.Text, mail.Html })
        {
            Assert.Contains("Seated, ticket 2 of 3", form, StringComparison.Ordinal);
            Assert.Contains("Your other 2 tickets remain valid.", form, StringComparison.Ordinal);
            Assert.Contains("5–10 working days", form, StringComparison.Ordinal);
            Assert.DoesNotContain("ticket 1 of 3", form, StringComparison.Ordinal);
        }
    }

    [Theory, OnEitherDatabase]
    public async Task The_mail_lists_void_tickets_after_one_colon(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Seated", 3);
        await app.StartRefundAsync(order, 1, 2);
        await app.RunJobAsync<RefundJob>();
        var mail = await app.ComposeRefundMailAsync(order);
        Assert.Contains("\nNo longer valid: 2 tickets\n  Seated, ticket 1 of 3\n", mail.Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task An_order_that_is_not_paid_is_not_refunded(DatabaseProvider database)
    {
        app = venues.On(database);
        var code = await app.PlaceHoldAsync(await app.PublishEventAsync(), "Standing", 1);
        await app.StartPaymentAsync(code);
        Assert.IsType<RefundOutcome.NoTicketsSelected>(await app.TryRefundAsync((await app.FindOrderByHoldAsync(code))!));
        await app.AssertInvariantsAsync();
    }

    private Task<Event> EventAsync(Event show) => app.UseAsync<EventCatalogue, Event>(catalogue => catalogue.GetAsync(show.Id, Ct));
}
