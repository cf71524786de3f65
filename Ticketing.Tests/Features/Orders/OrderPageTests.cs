using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Placing;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Documents;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Orders;

public sealed class OrderPageTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task The_page_shows_each_ticket_with_the_code_that_the_door_scans(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var order = await app.BuyAsync(show, "Seated", 2);
        using var browser = app.NewBrowser();
        var page = await browser.OpenAsync(await app.CreateOrderLinkAsync(order));
        var codes = await app.UseAsync<TicketCodeService, IReadOnlyList<string>>(async codes =>
            await codes.SignAsync(
                show,
                await app.UseAsync<OrderQueries, IReadOnlyList<Ticket>>(orders => orders.GetTicketsAsync(order.Id, Ct)),
                Ct
            )
        );
        Assert.Equal(
            codes.Select(code => QrCode.Create(code).ToDataUri("Ticket code")),
            page.Document.QuerySelectorAll(".pass img").Select(img => img.GetAttribute("src"))
        );
        Assert.All(page.Document.QuerySelectorAll(".pass img"), img => Assert.NotEmpty(img.GetAttribute("alt")!));
        Assert.Contains($"{order.Reference} · Ticket 2 of 2", page.Text, StringComparison.Ordinal);
        Assert.Contains($"Receipt {order.ReceiptLabel}", page.Text, StringComparison.Ordinal);
        Assert.Contains("Your tickets · On its way to a•••@example.com", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector($"a[href='/orders/{order.Reference}/tickets.pdf']"));
        Assert.NotNull(page.Document.QuerySelector($"a[href='/events/{show.Slug}/calendar.ics']"));
    }

    [Theory, OnEitherDatabase]
    public async Task A_date_has_its_year_only_if_that_is_not_the_current_one(DatabaseProvider database)
    {
        await using var venue = new TicketingApp(database);
        var order = await venue.BuyAsync(await venue.PublishEventAsync(e => e.StartsAt = e.StartsAt.AddYears(1)), "Seated", 1);
        using var browser = venue.NewBrowser();
        var link = await venue.CreateOrderLinkAsync(order);
        Assert.Contains("Paid Mon 3 Feb, 12:0", (await browser.OpenAsync(link)).Text, StringComparison.Ordinal);
        venue.Clock.Advance(TimeSpan.FromDays(350));
        Assert.Contains("Paid Mon 3 Feb 2031, 12:0", (await browser.OpenAsync(link)).Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task Below_the_heading_the_page_says_where_the_tickets_go_and_if_they_were_sent(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Seated", 2, "zoe@example.com");
        using var browser = app.NewBrowser();
        var page = await browser.OpenAsync(await app.CreateOrderLinkAsync(order));
        var told = page.Document.QuerySelector("h1 + p")!;
        Assert.Equal("We’re emailing your tickets to zoe@example.com. Wrong address?", told.TextContent);
        (await browser.OpenAsync(told.QuerySelector("a")!.GetAttribute("href")!)).ExpectStatus(HttpStatusCode.OK);
        foreach (
            var (status, error, sentence) in new[]
            {
                (NotificationStatus.Pending, "451 busy", "We couldn’t email your tickets to zoe@example.com yet. We’ll keep trying."),
                (NotificationStatus.Sent, null, "We’ve emailed your tickets to zoe@example.com."),
                (NotificationStatus.Dead, "550 no such user", "We couldn’t email your tickets to zoe@example.com."),
            }
        )
        {
            await SetMailAsync(order, status, error);
            page = await browser.OpenAsync($"/orders/{order.Reference}");
            Assert.Equal($"{sentence} Wrong address?", page.Document.QuerySelector("h1 + p")!.TextContent);
        }

        // Replaced by another email: nothing is said.
        await SetMailAsync(order, NotificationStatus.Dropped, error: null);
        page = await browser.OpenAsync($"/orders/{order.Reference}");
        Assert.Null(page.Document.QuerySelector(".emailed"));
    }

    private Task SetMailAsync(Order order, NotificationStatus status, string? error) =>
        app.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(
                () =>
                    db.Set<Notification>()
                        .Where(mail => mail.OrderId == order.Id)
                        .ExecuteUpdateAsync(
                            set =>
                                set.SetProperty(mail => mail.Status, status)
                                    .SetProperty(mail => mail.LastError, error)
                                    .SetProperty(mail => mail.SentAt, status == NotificationStatus.Sent ? app.Clock.GetUtcNow() : null),
                            Ct
                        ),
                Ct
            )
        );

    [Theory, OnEitherDatabase]
    public async Task While_the_payment_is_open_the_page_looks_again_by_itself_but_not_for_ever(DatabaseProvider database)
    {
        app = venues.On(database);
        using var browser = app.NewBrowser();
        var checkout = await browser.ChooseTicketsAsync(await app.PublishEventAsync(), ("Standing", 1));
        var sandbox = await checkout.SubmitBuyerAsync();
        var path = $"/orders/{(await app.FindOrderByHoldAsync(checkout.GetLastPathSegment()))!.Reference}";
        var waiting = await browser.OpenAsync(path);
        Assert.Contains("We’re confirming your payment", waiting.Text, StringComparison.Ordinal);
        Assert.Equal($"3; url={path}?look=1", waiting.Headers["Refresh"]);
        Assert.NotNull(waiting.Document.QuerySelector($"a[href='{checkout.Path}']"));
        Assert.DoesNotContain("Refresh", (await browser.OpenAsync($"{path}?look=20")).Headers.Keys);

        await app.SetSandboxOutcomeAsync(new StartOutcome.Redirect(sandbox.Path), SandboxStatus.Paid);
        var paid = await browser.OpenAsync($"{path}?look=1");
        Assert.Single(paid.Document.QuerySelectorAll(".pass"));
        Assert.DoesNotContain("Refresh", paid.Headers.Keys);
    }

    [Theory, OnEitherDatabase]
    public async Task An_order_not_paid_leads_back_to_the_checkout_and_in_the_end_to_the_event(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        using var browser = app.NewBrowser();
        var checkout = await browser.ChooseTicketsAsync(show, ("Standing", 1));
        await (await checkout.SubmitBuyerAsync()).PayAsync("cancelled");
        var path = $"/orders/{(await app.FindOrderByHoldAsync(checkout.GetLastPathSegment()))!.Reference}";
        Assert.NotNull((await browser.OpenAsync(path)).Document.QuerySelector($"main a[href='{checkout.Path}']"));

        app.Clock.Advance(TimeSpan.FromMinutes(31));
        await app.RunJobAsync<HoldExpiryJob>();
        await app.RunJobAsync<OrderExpiryJob>();
        var ended = await browser.OpenAsync(path);
        Assert.Contains("This order has expired", ended.Text, StringComparison.Ordinal);
        Assert.NotNull(ended.Document.QuerySelector($"main .button[href='/events/{show.Slug}']"));
    }

    [Theory, OnEitherDatabase]
    public async Task A_cancelled_event_is_the_first_thing_the_page_says(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var order = await app.BuyAsync(show, "Standing", 1);
        await app.SetStatusAsync(show, EventStatus.Cancelled);
        using var browser = app.NewBrowser();
        var page = await browser.OpenAsync(await app.CreateOrderLinkAsync(order));
        Assert.Contains(
            "This show has been cancelled",
            page.Document.QuerySelector("main [role=alert]")!.TextContent,
            StringComparison.Ordinal
        );
    }
}
