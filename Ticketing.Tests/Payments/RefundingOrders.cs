using Ticketing.Events;
using Ticketing.Orders;
using Ticketing.Payments.Refunds;
using Ticketing.Settings;
using Ticketing.Tests.Receipts;
using Ticketing.Tests.Support;
using Ticketing.Tickets;
using Xunit;

namespace Ticketing.Tests.Payments;

public sealed class RefundingOrders(Venues venues) : IClassFixture<Venues>
{
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Who_bought_at_the_box_office_and_left_no_address_is_sent_no_mail(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.SellAsync(await app.PublishAsync(), "Standing", 2);
        await app.RefundedAsync(order);
        Assert.Empty(await app.ToldAsync(order));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task A_whole_refund_gives_back_money_and_places_and_closes_the_order(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync();
        var order = await app.BuyAsync(show, "Standing", 3);
        var refund = await app.RefundedAsync(order);
        Assert.Equal((4500, RefundStatus.Pending), (refund.Amount, refund.Status));
        Assert.Equal(0, (await EventAsync(show)).Sold);
        Assert.Equal(OrderStatus.Paid, (await app.AgainAsync(order)).Status);

        await app.RunAsync<RefundPass>();
        Assert.Equal([4500], await app.LedgerAsync(order));
        var closed = await app.AgainAsync(order);
        Assert.Equal((OrderStatus.Refunded, order.ReceiptNumber), (closed.Status, closed.ReceiptNumber));
        Assert.Equal(["order-confirmation", "order-refunded"], await app.ToldAsync(order));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task All_but_one_leaves_one_ticket_that_still_lets_its_owner_in(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync();
        var order = await app.BuyAsync(show, "Standing", 3);
        Assert.Equal(3000, (await app.RefundedAsync(order, 1, 3)).Amount);
        await app.RunAsync<RefundPass>();
        Assert.Equal([3000], await app.LedgerAsync(order));
        Assert.Equal(OrderStatus.Paid, (await app.AgainAsync(order)).Status);
        Assert.Equal([TicketStatus.Void, TicketStatus.Valid, TicketStatus.Void], (await app.TicketsOfAsync(order)).Select(t => t.Status));
        Assert.Single(Pdf.Pages(await app.TicketsAsync(order)));
        await app.AssertInvariantsAsync();

        await app.RefundedAsync(order, 2);
        await app.RunAsync<RefundPass>();
        Assert.Equal(OrderStatus.Refunded, (await app.AgainAsync(order)).Status);
        Assert.Equal(4500, (await app.LedgerAsync(order)).Sum());
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task The_venue_may_keep_the_booking_fee(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishAsync(), "Standing", 2);
        Assert.Equal(2800, Assert.IsType<RefundOutcome.Started>(await app.RefundAsync(order, keepFee: true)).Refund.Amount);
        await app.RunAsync<RefundPass>();
        Assert.Equal([2800], await app.LedgerAsync(order));
        Assert.Contains("The booking fee is not refunded.", (await app.RefundMailAsync(order)).Text, StringComparison.Ordinal);
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Codes_made_before_are_dead(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync();
        var order = await app.BuyAsync(show, "Standing", 2);
        var tickets = await app.TicketsOfAsync(order);
        var codes = await app.UseAsync<TicketCodes, IReadOnlyList<string>>(signer => signer.SignAsync(show, tickets, Ct));
        await app.RefundedAsync(order, 1);
        var claims = (await app.UseAsync<TicketCodes, TicketClaims?>(signer => signer.VerifyAsync(codes[0], Ct)))!.Value;
        var refunded = (await app.TicketsOfAsync(order))[0];
        Assert.Equal((tickets[0].Id, TicketStatus.Void), (claims.TicketId, refunded.Status));
        Assert.NotEqual(claims.Issue, refunded.Issue);
        Assert.Equal(1, (await app.TicketsOfAsync(order))[1].Issue);
    }

    [Theory, OnBothDatabases]
    public async Task Twenty_at_once_refund_one_order_once(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync();
        var order = await app.BuyAsync(show, "Standing", 4);
        await app.BuyAsync(show, "Standing", 1);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => app.RefundAsync(order, i % 2 == 0), Ct)));
        Assert.Single(outcomes.OfType<RefundOutcome.Started>());
        Assert.Equal(19, outcomes.OfType<RefundOutcome.AlreadyRefunded>().Count());
        Assert.Equal(1, (await EventAsync(show)).Sold);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(app.RunAsync<RefundPass>, Ct)));
        Assert.Single(await app.LedgerAsync(order));
        Assert.Single(await app.ToldAsync(order), SettleRefund.NoticeKind);
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Twenty_at_once_refund_each_ticket_of_twenty_once(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync(new TypeDraft("Standing", 1400, 100, t => t.MaxPerOrder = 20));
        var order = await app.BuyAsync(show, "Standing", 20);
        var outcomes = await Task.WhenAll(Enumerable.Range(1, 20).Select(number => Task.Run(() => app.RefundAsync(order, false, number), Ct)));
        Assert.All(outcomes, outcome => Assert.IsType<RefundOutcome.Started>(outcome));
        await app.RunAsync<RefundPass>();
        Assert.Equal(order.Total, (await app.LedgerAsync(order)).Sum());
        Assert.Equal((0, OrderStatus.Refunded), ((await EventAsync(show)).Sold, (await app.AgainAsync(order)).Status));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Places_that_came_back_are_sold_again(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync(new TypeDraft("Standing", 1400, 2));
        await app.RefundedAsync(await app.BuyAsync(show, "Standing", 2), 1);
        await app.RunAsync<RefundPass>();
        Assert.Equal(OrderStatus.Paid, (await app.BuyAsync(show, "Standing", 1)).Status);
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Free_tickets_and_cash_need_no_provider(DatabaseProvider database)
    {
        await using var alone = new TicketingApp(database);
        app = alone;
        var show = await app.PublishAsync(new TypeDraft("Open stage", 0, 10), new TypeDraft("Standing", 1400, 10));
        var (free, cash) = (await app.BuyAsync(show, "Open stage", 2), await app.BuyAsync(show, "Standing", 2));
        await app.PaidInCashAsync(cash);
        var (nothing, byHand) = (await app.RefundedAsync(free), await app.RefundedAsync(cash));
        Assert.Equal((0, false), (nothing.Amount, nothing.IsCash));
        Assert.Equal((3000, true), (byHand.Amount, byHand.IsCash));
        foreach (var order in new[] { free, cash })
        {
            Assert.Equal(RefundStatus.Succeeded, Assert.Single(await app.RefundsOfAsync(order)).Status);
            Assert.Equal(OrderStatus.Refunded, (await app.AgainAsync(order)).Status);
            Assert.Empty(await app.LedgerAsync(order));
        }

        Assert.Contains("nothing to pay back", (await app.RefundMailAsync(free)).Text, StringComparison.Ordinal);
        Assert.Contains("handed back in person", (await app.RefundMailAsync(cash)).Text, StringComparison.Ordinal);
        Assert.Equal(0, (await EventAsync(show)).Sold);
    }

    [Theory, OnBothDatabases]
    public async Task The_mail_says_how_much_went_back_and_which_tickets_are_void(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishAsync(), "Seated", 3);
        await app.RefundedAsync(order, 2);
        await app.RunAsync<RefundPass>();
        var mail = await app.RefundMailAsync(order);
        Assert.StartsWith("We have refunded £25.50: Nadia Karim Quartet", mail.Subject, StringComparison.Ordinal);
        foreach (var form in new[] { mail.Text, mail.Html })
        {
            Assert.Contains("Seated, ticket 2 of 3", form, StringComparison.Ordinal);
            Assert.Contains("Your other 2 tickets stay valid.", form, StringComparison.Ordinal);
            Assert.Contains("ten working days", form, StringComparison.Ordinal);
            Assert.DoesNotContain("ticket 1 of 3", form, StringComparison.Ordinal);
        }
    }

    [Theory, OnBothDatabases]
    public async Task An_order_that_is_not_paid_is_not_refunded(DatabaseProvider database)
    {
        app = venues.On(database);
        var code = await app.HeldAsync(await app.PublishAsync(), "Standing", 1);
        await app.StartPaymentAsync(code);
        Assert.IsType<RefundOutcome.NothingChosen>(await app.RefundAsync((await app.OrderOfAsync(code))!));
        await app.AssertInvariantsAsync();
    }

    private Task<Event> EventAsync(Event show) => app.UseAsync<Catalogue, Event>(catalogue => catalogue.GetAsync(show.Id, Ct));
}
