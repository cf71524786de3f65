using System.Net;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.FreeTickets;
using Ticketing.Features.Orders.Placing;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Tests.Features.ClientBudgets;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Orders.FreeTickets;

public sealed class FreeConfirmationTests(BudgetVenueFixture venues) : IClassFixture<BudgetVenueFixture>
{
    private const string ConfirmForm = "form[action$='/confirm']";

    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task Opening_the_link_changes_nothing_and_its_button_issues_the_tickets(DatabaseProvider database)
    {
        var (show, buyer, order) = await OrderAsync(database);
        using var _ = buyer;
        Assert.Equal((2, 0), await StockAsync(show));
        var link = await CreateConfirmLinkAsync(order);
        using var scanner = app.NewBrowser();
        await scanner.OpenAsync(link);
        await scanner.SendAsync(new HttpRequestMessage(HttpMethod.Head, link));
        Assert.Equal((2, 0), await StockAsync(show));

        using var phone = app.NewBrowser();
        var page = (await phone.OpenAsync(link)).ExpectStatus(HttpStatusCode.OK);
        var tickets = (await page.SubmitAsync(ConfirmForm)).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal($"/orders/{order.Reference}", tickets.Path);
        Assert.Equal((0, 2), await StockAsync(show));
        (await buyer.OpenAsync($"/orders/{order.Reference}")).ExpectStatus(HttpStatusCode.OK);
        Assert.NotNull((await app.FindOrderAsync(order.Reference))!.EmailOpenedAt);

        // The button pressed twice is one order.
        (await page.SubmitAsync(ConfirmForm)).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal((0, 2), await StockAsync(show));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task The_browser_that_ordered_is_told_to_look_into_its_mail_and_cannot_confirm(DatabaseProvider database)
    {
        var (show, buyer, order) = await OrderAsync(database);
        using var _ = buyer;
        var page = await buyer.OpenAsync($"/orders/{order.Reference}/confirm");
        Assert.Contains("We’ve emailed a link to a•••@example.com", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector(ConfirmForm));
        var order2 = await buyer.OpenAsync($"/orders/{order.Reference}");
        Assert.Contains("Check your inbox", order2.Text, StringComparison.Ordinal);
        using var stranger = app.NewBrowser();
        (await stranger.OpenAsync($"/orders/{order.Reference}/confirm")).ExpectStatus(HttpStatusCode.Forbidden);
        (await stranger.OpenAsync($"/orders/{order.Reference}/confirm?token=forged")).ExpectStatus(HttpStatusCode.Forbidden);
        Assert.Equal((2, 0), await StockAsync(show));
    }

    [Theory, OnEitherDatabase]
    public async Task The_mail_has_the_link_and_repeats_nothing_that_a_stranger_typed(DatabaseProvider database)
    {
        var (show, buyer, order) = await OrderAsync(database, "Win a phone now https://bad.example");
        using var _ = buyer;
        await app.RunJobAsync<NotificationDispatcher>();
        var mail = Assert.Single(
            await app.UseAsync<NotificationOutbox, IReadOnlyList<Notification>>(outbox => outbox.GetForOrderAsync(order.Id, Ct))
        );
        Assert.Equal((RequestFreeConfirmation.Kind, NotificationStatus.Sent), (mail.Kind, mail.Status));
        Assert.Contains($"/orders/{order.Reference}/confirm?token=", mail.Content!, StringComparison.Ordinal);
        Assert.Contains(show.Title, mail.Content!, StringComparison.Ordinal);
        Assert.DoesNotContain("phone", mail.Content!, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task An_address_that_had_too_many_mails_is_told_at_once_and_nothing_is_ordered(DatabaseProvider database)
    {
        app = venues.On(database);
        var email = $"ada-{Guid.NewGuid():N}@example.com";
        for (var i = 0; i <= RecipientLimit.MaxPerHour; i++)
        {
            var show = await app.PublishEventAsync(e => e.ConfirmFreeByEmail = true, new TicketTypeDraft("Entry", 0, 100));
            using var buyer = app.NewBrowser();
            var page = await (await buyer.ChooseTicketsAsync(show, ("Entry", 2))).SubmitBuyerAsync(email: email);
            var isOver = i == RecipientLimit.MaxPerHour;
            page.ExpectStatus(isOver ? HttpStatusCode.TooManyRequests : HttpStatusCode.OK);
            Assert.Equal(isOver, page.Text.Contains("We’ve just sent several emails to this address", StringComparison.Ordinal));
            Assert.Equal((2, 0), await StockAsync(show));
            if (isOver)
            {
                // Another address works with the same tickets.
                var other = await page.SubmitBuyerAsync(email: $"eve-{Guid.NewGuid():N}@example.com");
                Assert.EndsWith("/confirm", other.ExpectStatus(HttpStatusCode.OK).Path, StringComparison.Ordinal);
            }
        }
    }

    [Theory, OnEitherDatabase]
    public async Task Unconfirmed_tickets_count_in_the_budget_and_return_after_half_an_hour(DatabaseProvider database)
    {
        var (show, buyer, order) = await OrderAsync(database);
        using var _ = buyer;
        app.Clock.Advance(TimeSpan.FromMinutes(29));
        await app.RunJobAsync<HoldExpiryJob>();
        Assert.Equal((2, 0), await StockAsync(show));
        Assert.Equal((2, 0), await app.GetBudgetAsync(show, "unknown"));

        // Asking again does not keep them longer.
        await (await buyer.OpenAsync($"/checkout/{await FindHoldCodeAsync(order)}")).SubmitBuyerAsync(email: "ada@example.org");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.RunJobAsync<HoldExpiryJob>();
        await app.RunJobAsync<OrderExpiryJob>();
        Assert.Equal((0, 0), await StockAsync(show));
        Assert.Equal((0, 0), await app.GetBudgetAsync(show, "unknown"));
        Assert.Equal(OrderStatus.Expired, (await app.FindOrderAsync(order.Reference))!.Status);
    }

    [Theory, OnEitherDatabase]
    public async Task Issued_free_tickets_leave_the_budgets_so_a_crowd_behind_one_address_gets_its_tickets(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Entry", 0, 100));
        const string Campus = "192.0.2.1";
        for (var buyer = 0; buyer < 15; buyer++)
        {
            var placed = Assert.IsType<HoldOutcome.Placed>(await app.TryHoldAsync(show, 2, Campus, category: "Entry"));
            Assert.Equal((2, 0), await app.GetBudgetAsync(show, Campus));
            Assert.IsType<StartOutcome.NothingDue>(await app.StartPaymentAsync(placed.Code, $"student-{buyer}@example.com"));
        }

        Assert.Equal((0, 30), await StockAsync(show));
        Assert.Equal((0, 0), await app.GetBudgetAsync(show, Campus));
        await app.AssertInvariantsAsync();
    }

    private async Task<(Event Show, Browser Buyer, Order Order)> OrderAsync(DatabaseProvider database, string name = "Ada Lovelace")
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(e => e.ConfirmFreeByEmail = true, new TicketTypeDraft("Entry", 0, 100));
        var buyer = app.NewBrowser();
        var page = await (await buyer.ChooseTicketsAsync(show, ("Entry", 2))).SubmitBuyerAsync(name, $"ada-{Guid.NewGuid():N}@example.com");
        Assert.EndsWith("/confirm", page.ExpectStatus(HttpStatusCode.OK).Path, StringComparison.Ordinal);
        var order = (await app.FindOrderAsync(page.Path.Split('/')[2]))!;
        Assert.Equal(OrderStatus.Pending, order.Status);
        return (show, buyer, order);
    }

    private async Task<string> CreateConfirmLinkAsync(Order order) =>
        (await app.CreateOrderLinkAsync(order)).Replace("?", "/confirm?", StringComparison.Ordinal);

    private Task<(int Held, int Sold)> StockAsync(Event show) =>
        app.UseAsync<EventCatalogue, (int, int)>(async events =>
        {
            var now = await events.GetAsync(show.Id, Ct);
            return (now.Held, now.Sold);
        });

    private Task<string> FindHoldCodeAsync(Order order) =>
        app.UseAsync<TicketHolds, string>(async holds => (await holds.GetAsync(order.HoldId, Ct)).Code);
}
