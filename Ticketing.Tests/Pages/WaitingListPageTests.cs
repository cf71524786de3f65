using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.WaitingList;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Delivery;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Pages;

public sealed class WaitingListPageTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private static int people;
    private readonly string email = $"grace{Interlocked.Increment(ref people)}@example.com";
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_buyer_joins_a_sold_out_show_and_buys_by_the_link_in_the_mail(DatabaseProvider database)
    {
        app = venues.On(database);
        var (show, order) = await SellOutAsync();
        using var browser = app.NewBrowser();
        var page = await browser.OpenAsync($"/events/{show.Slug}");
        Assert.Contains("Join the waiting list: if tickets come back", page.Text, StringComparison.Ordinal);
        var asked = await JoinAsync(browser, show, email, 2);
        Assert.Contains($"We’ve emailed {email}: your place", asked.ExpectStatus(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        var joined = await MailAsync(JoinWaitingList.MailKind);
        Assert.Equal("You’re on the waiting list: Nadia Karim Quartet", joined.Subject);
        Assert.Contains("You’re number 1 on the waiting list", joined.Text, StringComparison.Ordinal);
        var place = (await browser.OpenAsync(FindLink(joined, "/waiting-list/entry"))).ExpectStatus(HttpStatusCode.OK);
        Assert.Contains("You’re number 1", place.Text, StringComparison.Ordinal);
        Assert.Contains("2 × Standing", place.Text, StringComparison.Ordinal);

        await app.StartRefundAsync(order, 1, 2);
        await app.RunJobAsync<WaitingListJob>();
        var offer = await MailAsync(MakeOffers.MailKind);
        Assert.StartsWith("Tickets for Nadia Karim Quartet: yours until", offer.Subject, StringComparison.Ordinal);

        // Mail scanners open links.
        using var scanner = app.NewBrowser();
        (await scanner.OpenAsync(FindLink(offer, "/checkout/"))).ExpectStatus(HttpStatusCode.OK);
        (await scanner.OpenAsync(FindLink(offer, "/waiting-list/entry"))).ExpectStatus(HttpStatusCode.OK);
        app.Clock.Advance(TimeSpan.FromHours(11));
        var checkout = (await browser.OpenAsync(FindLink(offer, "/checkout/"))).ExpectStatus(HttpStatusCode.OK);
        Assert.Contains("2 tickets", checkout.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Change tickets", checkout.Text, StringComparison.Ordinal);
        (await (await checkout.SubmitBuyerAsync(email: email)).PayAsync("paid")).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal((0, 4), await app.GetStockAsync(show));
        await app.RunJobAsync<WaitingListJob>();
        Assert.Contains(
            "You’ve got your tickets",
            (await browser.OpenAsync(FindLink(joined, "/waiting-list/entry"))).Text,
            StringComparison.Ordinal
        );
        await app.UseAsync<TicketingDbContext>(db => Invariants.AssertAsync(db, show.Id));
    }

    [Theory, OnEitherDatabase]
    public async Task Somebody_who_turns_an_offer_down_leaves_the_list(DatabaseProvider database)
    {
        app = venues.On(database);
        var (show, order) = await SellOutAsync();
        using var browser = app.NewBrowser();
        await JoinAsync(browser, show, email, 1);
        var link = FindLink(await MailAsync(JoinWaitingList.MailKind), "/waiting-list/entry");
        await app.StartRefundAsync(order, 1);
        await app.RunJobAsync<WaitingListJob>();
        var left = await (await browser.OpenAsync(link)).SubmitAsync("#leave");
        Assert.Contains("You’ve left the waiting list", left.ExpectStatus(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        Assert.Equal((0, 3), await app.GetStockAsync(show));
        await app.PlaceHoldAsync(show, "Standing", 1);
    }

    [Theory, OnEitherDatabase]
    public async Task An_offer_that_has_ended_is_told_by_mail_and_by_its_links(DatabaseProvider database)
    {
        app = venues.On(database);
        var (show, order) = await SellOutAsync();
        using var browser = app.NewBrowser();
        await JoinAsync(browser, show, email, 1);
        await app.StartRefundAsync(order, 1);
        await app.RunJobAsync<WaitingListJob>();
        var offer = await MailAsync(MakeOffers.MailKind);
        app.Clock.Advance(TimeSpan.FromHours(12));
        await app.RunJobAsync<HoldExpiryJob>();
        await app.RunJobAsync<WaitingListJob>();
        Assert.StartsWith("Your tickets are no longer held", (await MailAsync(SettleOffers.MailKind)).Subject, StringComparison.Ordinal);
        var checkout = (await browser.OpenAsync(FindLink(offer, "/checkout/"))).ExpectStatus(HttpStatusCode.Gone);
        Assert.Contains("They go to the next person on the waiting list.", checkout.Text, StringComparison.Ordinal);
        Assert.Contains(
            "weren’t bought in time",
            (await browser.OpenAsync(FindLink(offer, "/waiting-list/entry"))).Text,
            StringComparison.Ordinal
        );
    }

    [Theory, OnEitherDatabase]
    public async Task Nobody_learns_which_addresses_are_on_the_list(DatabaseProvider database)
    {
        app = venues.On(database);
        var (show, _) = await SellOutAsync();
        using var browser = app.NewBrowser();
        var first = await JoinAsync(browser, show, email, 1);
        app.Clock.Advance(TimeSpan.FromMinutes(6));
        var second = await JoinAsync(browser, show, email, 3);
        Assert.Equal((first.Status, first.Text), (second.Status, second.Text));
        var entries = await app.UseAsync<TicketingDbContext, List<WaitingListEntry>>(db =>
            db.Set<WaitingListEntry>().Include(e => e.Choices).Where(e => e.EventId == show.Id).ToListAsync(Ct)
        );
        Assert.Equal(1, Assert.Single(Assert.Single(entries).Choices).Quantity);
    }

    [Theory, OnEitherDatabase]
    public async Task A_wrong_form_says_what_is_wrong_and_keeps_what_was_typed(DatabaseProvider database)
    {
        app = venues.On(database);
        var (show, _) = await SellOutAsync();
        await AssertRefusedAsync(show, "", "2", "Enter your email address.");
        await AssertRefusedAsync(show, "grace", "2", "Enter a valid email, like name@example.com.");
        await AssertRefusedAsync(show, email, "0", "Choose at least one ticket.");
        await AssertRefusedAsync(show, email, "many", "Enter a whole number, like 2.");
        await AssertRefusedAsync(show, email, "11", "Max 10 per order");
    }

    [Theory, OnEitherDatabase]
    public async Task A_show_with_tickets_left_or_without_a_list_sends_back_to_its_page(DatabaseProvider database)
    {
        app = venues.On(database);
        var (soldOut, _) = await SellOutAsync();
        var available = await app.PublishEventAsync();
        await app.UseAsync<EditWaitingList>(edit => edit.SaveAsync(soldOut.Id, new WaitingListTerms(false, 12, 2), Ct));
        using var browser = app.NewBrowser();
        foreach (var show in new[] { available, soldOut })
        {
            Assert.Equal($"/events/{show.Slug}", (await browser.OpenAsync($"/events/{show.Slug}/waiting-list")).Path);
            Assert.DoesNotContain(
                "Join the waiting list",
                (await browser.OpenAsync($"/events/{show.Slug}")).Text,
                StringComparison.Ordinal
            );
        }

        (await browser.OpenAsync("/events/no-such-show/waiting-list")).ExpectStatus(HttpStatusCode.NotFound);
    }

    [Theory, OnEitherDatabase]
    public async Task A_sold_out_type_has_its_own_link_while_others_are_on_sale(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 2), new TicketTypeDraft("Seated", 2400, 2));
        await app.SellAsync(show, "Seated", 2);
        using var browser = app.NewBrowser();
        var page = await browser.OpenAsync($"/events/{show.Slug}");
        Assert.Contains("Join the waiting list: Seated", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Join the waiting list: Standing", page.Text, StringComparison.Ordinal);
        var form = await browser.OpenAsync($"/events/{show.Slug}/waiting-list");
        Assert.Contains("Seated", form.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Standing", form.Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task Mails_and_links_are_in_the_language_of_the_form(DatabaseProvider database)
    {
        app = venues.On(database);
        var (show, order) = await SellOutAsync();
        using var browser = app.NewBrowser();
        var page = await browser.OpenAsync($"/de/events/{show.Slug}/waiting-list");
        await page.SubmitAsync("#waiting-list", new Dictionary<string, string> { ["Email"] = email });
        Assert.Equal("Du stehst auf der Warteliste: Nadia Karim Quartet", (await MailAsync(JoinWaitingList.MailKind)).Subject);
        await app.StartRefundAsync(order, 1);
        await app.RunJobAsync<WaitingListJob>();
        var offer = await MailAsync(MakeOffers.MailKind);
        Assert.StartsWith("Tickets für Nadia Karim Quartet: für dich reserviert bis", offer.Subject, StringComparison.Ordinal);
        Assert.StartsWith("/de/checkout/", FindLink(offer, "/checkout/"), StringComparison.Ordinal);
    }

    private async Task<(Event Show, Order Order)> SellOutAsync()
    {
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 4));
        return (show, await app.SellAsync(show, "Standing", 4));
    }

    private static async Task<BrowserPage> JoinAsync(Browser browser, Event show, string email, int quantity)
    {
        var page = await browser.OpenAsync($"/events/{show.Slug}/waiting-list");
        return await page.SubmitAsync("#waiting-list", Fields(show, email, $"{quantity}"));
    }

    private async Task AssertRefusedAsync(Event show, string address, string quantity, string message)
    {
        using var browser = app.NewBrowser();
        var page = await browser.OpenAsync($"/events/{show.Slug}/waiting-list");
        var refused = await page.SubmitAsync("#waiting-list", Fields(show, address, quantity));
        Assert.Contains(message, refused.ExpectStatus(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
        Assert.Equal(address, refused.Document.QuerySelector("#Email")!.GetAttribute("value") ?? "");
        Assert.Equal(quantity, refused.Document.QuerySelector("input[type=number]")!.GetAttribute("value"));
    }

    private static Dictionary<string, string> Fields(Event show, string address, string quantity) =>
        new() { ["Email"] = address, [$"Quantities[{show.GetTicketTypeId("Standing")}]"] = quantity };

    /// <summary>As it is sent: the stored copy has no secrets.</summary>
    private async Task<ComposedEmail> MailAsync(string kind)
    {
        var queued = await app.UseAsync<TicketingDbContext, Notification>(db =>
            db.Set<Notification>().AsNoTracking().SingleAsync(n => n.Kind == kind && n.Recipient == email, Ct)
        );
        return Assert.IsType<RenderResult.Ready>(await app.Services.GetRequiredService<EmailRenderer>().RenderAsync(queued, Ct)).Email;
    }

    private static string FindLink(ComposedEmail mail, string path) =>
        new Uri(mail.Text.Split('\n').First(line => line.Contains(path, StringComparison.Ordinal))).PathAndQuery;
}
