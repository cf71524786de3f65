using System.Net;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.FreeTickets;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Tests.Features.ClientBudgets;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Orders.FreeTickets;

/// <summary>The emailed link proves one address, for half an hour.</summary>
public sealed class FreeConfirmationLinkTests(BudgetVenueFixture venues) : IClassFixture<BudgetVenueFixture>
{
    private const string ConfirmForm = "form[action$='/confirm']";

    private TicketingApp app = null!;
    private Event show = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_link_that_went_to_another_address_confirms_nothing(DatabaseProvider database)
    {
        await PublishAsync(database);
        using var buyer = app.NewBrowser();
        using var mailbox = app.NewBrowser();
        var (order, checkout) = await OrderAsync(buyer, NewEmail("mine"));
        await mailbox.OpenAsync(await app.CreateOrderLinkAsync(order));
        Assert.NotNull((await app.FindOrderAsync(order.Reference))!.EmailOpenedAt);
        var page = await mailbox.OpenAsync(await CreateLinkAsync(order));
        var theirs = NewEmail("theirs");
        await CorrectAsync(buyer, checkout, theirs);

        (await page.SubmitAsync(ConfirmForm)).ExpectStatus(HttpStatusCode.Forbidden);
        Assert.Equal((2, 0), await StockAsync());
        var changed = (await app.FindOrderAsync(order.Reference))!;
        Assert.Equal((theirs, OrderStatus.Pending), (changed.BuyerEmail, changed.Status));
        Assert.Null(changed.EmailOpenedAt);
        await (await mailbox.OpenAsync(await CreateLinkAsync(order))).SubmitAsync(ConfirmForm);
        Assert.Equal((0, 2), await StockAsync());
    }

    [Theory, OnEitherDatabase]
    public async Task After_half_an_hour_the_link_sells_nothing_though_there_are_tickets(DatabaseProvider database)
    {
        await PublishAsync(database);
        using var buyer = app.NewBrowser();
        var (order, _) = await OrderAsync(buyer, NewEmail("ada"));
        var page = await buyer.OpenAsync(await CreateLinkAsync(order));
        app.Clock.Advance(RequestFreeConfirmation.Lifetime);
        (await page.SubmitAsync(ConfirmForm)).ExpectStatus(HttpStatusCode.Gone);
        await app.RunJobAsync<HoldExpiryJob>();
        var late = (await page.SubmitAsync(ConfirmForm)).ExpectStatus(HttpStatusCode.Gone);
        Assert.Contains("Sorry, these tickets are gone", late.Text, StringComparison.Ordinal);
        Assert.Equal((0, 0), await StockAsync());
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task Asking_again_for_the_same_address_is_not_counted_and_a_corrected_one_gets_its_link(DatabaseProvider database)
    {
        await PublishAsync(database);
        using var buyer = app.NewBrowser();
        var (first, second) = (NewEmail("first"), NewEmail("second"));
        var (order, checkout) = await OrderAsync(buyer, first);
        for (var again = 0; again < 6; again++)
        {
            await CorrectAsync(buyer, checkout, first);
        }

        Assert.Equal([first], await RecipientsAsync(order));
        await CorrectAsync(buyer, checkout, second);
        await app.RunJobAsync<NotificationDispatcher>();
        Assert.Equal([first, second], await RecipientsAsync(order));

        // The first link is dead by now, so the first address needs a new one.
        await CorrectAsync(buyer, checkout, first);
        Assert.Equal([first, second, first], await RecipientsAsync(order));
    }

    [Theory, OnEitherDatabase]
    public async Task After_five_links_the_page_says_that_no_more_are_sent(DatabaseProvider database)
    {
        await PublishAsync(database);
        using var buyer = app.NewBrowser();
        var (order, checkout) = await OrderAsync(buyer, NewEmail("one"));
        for (var more = 0; more < 4; more++)
        {
            (await CorrectAsync(buyer, checkout, NewEmail("more"))).ExpectStatus(HttpStatusCode.OK);
        }

        var refused = (await CorrectAsync(buyer, checkout, NewEmail("last"))).ExpectStatus(HttpStatusCode.TooManyRequests);
        Assert.Contains("You’ve changed the address too many times", refused.Text, StringComparison.Ordinal);
        Assert.Equal(5, (await RecipientsAsync(order)).Count);
    }

    [Theory, OnEitherDatabase]
    public async Task The_checkout_does_not_tell_who_has_free_tickets(DatabaseProvider database)
    {
        await PublishAsync(database);
        using var buyer = app.NewBrowser();
        using var stranger = app.NewBrowser();
        var email = NewEmail("ada");
        var (order, _) = await OrderAsync(buyer, email, 4);
        await (await buyer.OpenAsync(await CreateLinkAsync(order))).SubmitAsync(ConfirmForm);

        var (other, _) = await OrderAsync(stranger, email, 1);
        var page = await stranger.OpenAsync(await CreateLinkAsync(other));
        var refused = (await page.SubmitAsync(ConfirmForm)).ExpectStatus(HttpStatusCode.Conflict);
        Assert.Contains("You already have free tickets for this show", refused.Text, StringComparison.Ordinal);
        Assert.Equal((1, 4), await StockAsync());

        // The browser's own limit is no secret.
        (await (await buyer.ChooseTicketsAsync(show, ("Entry", 1))).SubmitBuyerAsync(email: NewEmail("eve"))).ExpectStatus(
            HttpStatusCode.Conflict
        );
    }

    [Theory, OnEitherDatabase]
    public async Task The_browser_that_ordered_can_correct_the_address_and_the_linked_one_cannot(DatabaseProvider database)
    {
        await PublishAsync(database);
        using var buyer = app.NewBrowser();
        using var stranger = app.NewBrowser();
        var (order, checkout) = await OrderAsync(buyer, NewEmail("ada"));
        foreach (var path in new[] { $"/orders/{order.Reference}/confirm", $"/orders/{order.Reference}" })
        {
            var link = (await buyer.OpenAsync(path)).Document.QuerySelector($"a[href='{checkout}']");
            Assert.Equal("Wrong address? Change it", link?.TextContent);
        }

        var opened = await stranger.OpenAsync(await app.CreateOrderLinkAsync(order));
        Assert.Contains("Check your inbox", opened.Text, StringComparison.Ordinal);
        Assert.Null(opened.Document.QuerySelector($"a[href='{checkout}']"));
        Assert.Null((await stranger.OpenAsync($"/orders/{order.Reference}/confirm")).Document.QuerySelector($"a[href='{checkout}']"));
    }

    private static string NewEmail(string name) => $"{name}-{Guid.NewGuid():N}@example.com";

    private async Task PublishAsync(DatabaseProvider database)
    {
        app = venues.On(database);
        show = await app.PublishEventAsync(e => e.ConfirmFreeByEmail = true, new TicketTypeDraft("Entry", 0, 100));
    }

    private async Task<(Order Order, string Checkout)> OrderAsync(Browser buyer, string email, int tickets = 2)
    {
        var checkout = await buyer.ChooseTicketsAsync(show, ("Entry", tickets));
        var page = await checkout.SubmitBuyerAsync(email: email);
        Assert.EndsWith("/confirm", page.ExpectStatus(HttpStatusCode.OK).Path, StringComparison.Ordinal);
        return ((await app.FindOrderAsync(page.Path.Split('/')[2]))!, checkout.Path);
    }

    private static async Task<BrowserPage> CorrectAsync(Browser buyer, string checkout, string email) =>
        await (await buyer.OpenAsync(checkout)).SubmitBuyerAsync(email: email);

    private async Task<string> CreateLinkAsync(Order order) =>
        (await app.CreateOrderLinkAsync(order)).Replace("?", "/confirm?", StringComparison.Ordinal);

    private Task<IReadOnlyList<string>> RecipientsAsync(Order order) =>
        app.UseAsync<NotificationOutbox, IReadOnlyList<string>>(async outbox =>
            [.. (await outbox.GetForOrderAsync(order.Id, Ct)).OrderBy(mail => mail.DedupeKey).Select(mail => mail.Recipient)]
        );

    private Task<(int Held, int Sold)> StockAsync() =>
        app.UseAsync<EventCatalogue, (int, int)>(async events =>
        {
            var now = await events.GetAsync(show.Id, Ct);
            return (now.Held, now.Sold);
        });
}
