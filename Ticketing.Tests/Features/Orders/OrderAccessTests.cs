using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Access;
using Ticketing.Features.Orders.Placing;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Documents;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Primitives;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Orders;

public sealed class OrderAccessTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_link_from_a_mail_is_exchanged_for_a_cookie_and_leaves_no_token_behind(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1);
        var link = await app.CreateOrderLinkAsync(order);
        using var browser = app.NewBrowser();
        using var answer = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Get, link));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal($"/orders/{order.Reference}", answer.Headers.Location!.OriginalString);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), c => c.StartsWith("__Host-orders=", StringComparison.Ordinal));
        Assert.All(
            ["secure", "httponly", "samesite=lax", "path=/"],
            word => Assert.Contains(word, cookie, StringComparison.OrdinalIgnoreCase)
        );

        var page = (await browser.OpenAsync($"/orders/{order.Reference}")).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal("no-referrer", page.Headers["Referrer-Policy"]);
        Assert.Contains("no-store", page.Headers["Cache-Control"], StringComparison.Ordinal);
        Assert.DoesNotContain(link.Split('=')[1], page.Document.Source.Text, StringComparison.Ordinal);
        (await browser.OpenAsync($"/orders/{order.Reference.ToLowerInvariant()}")).ExpectStatus(HttpStatusCode.OK);
    }

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
            codes.Select(code => "data:image/svg+xml," + Uri.EscapeDataString(QrCode.Create(code).ToSvg("Ticket code"))),
            page.Document.QuerySelectorAll(".pass img").Select(img => img.GetAttribute("src"))
        );
        Assert.All(page.Document.QuerySelectorAll(".pass img"), img => Assert.NotEmpty(img.GetAttribute("alt")!));
        Assert.Contains($"{order.Reference} · Ticket 2 of 2", page.Text, StringComparison.Ordinal);
        Assert.Contains($"Receipt {order.ReceiptLabel}", page.Text, StringComparison.Ordinal);
        Assert.Contains("On its way to a•••@example.com", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector($"a[href='/orders/{order.Reference}/tickets.pdf']"));
        Assert.NotNull(page.Document.QuerySelector($"a[href='/events/{show.Slug}/calendar.ics']"));
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
    public async Task A_stranger_reads_the_same_whether_or_not_there_is_such_an_order(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1);
        var other = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1);
        using var stranger = app.NewBrowser();
        using var buyer = app.NewBrowser();
        await buyer.OpenAsync(await app.CreateOrderLinkAsync(other));
        foreach (var browser in new[] { stranger, buyer })
        {
            var known = (await browser.OpenAsync($"/orders/{order.Reference}")).ExpectStatus(HttpStatusCode.Forbidden);
            var unknown = (await browser.OpenAsync("/orders/BCDF-2345")).ExpectStatus(HttpStatusCode.Forbidden);
            // The links to other languages repeat the address that was asked for.
            Assert.Equal(
                unknown.Document.Source.Text.Replace("BCDF-2345", order.Reference, StringComparison.Ordinal),
                known.Document.Source.Text
            );
            Assert.NotNull(known.Document.QuerySelector("main a[href='/orders/find']"));
        }
    }

    [Theory, OnEitherDatabase]
    public async Task A_wrong_token_opens_nothing_and_leaves_the_address_too(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1);
        var others = await app.CreateOrderLinkAsync(await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1));
        using var browser = app.NewBrowser();
        foreach (var token in new[] { "", "x", UnguessableCode.Create(), others.Split('=')[1] })
        {
            var page = await browser.OpenAsync($"/orders/{order.Reference}?token={token}");
            Assert.Equal($"/orders/{order.Reference}?link=ended", page.ExpectStatus(HttpStatusCode.Forbidden).Path);
        }
    }

    [Theory, OnEitherDatabase]
    public async Task A_link_that_has_ended_says_so_and_offers_a_new_one_whether_or_not_there_is_such_an_order(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1);
        using var browser = app.NewBrowser();
        foreach (var page in new[] { "", "/confirm" })
        {
            var known = await browser.OpenAsync($"/orders/{order.Reference}{page}?token=old");
            var unknown = await browser.OpenAsync($"/orders/BCDF-2345{page}?token=old");
            Assert.Equal(
                "This link no longer works",
                known.ExpectStatus(HttpStatusCode.Forbidden).Document.QuerySelector("h1")!.TextContent
            );
            Assert.Equal("/orders/find", known.Document.QuerySelector("main a.button")!.GetAttribute("href"));
            Assert.Equal(
                unknown.Document.Source.Text.Replace("BCDF-2345", order.Reference, StringComparison.Ordinal),
                known.Document.Source.Text
            );
        }
    }

    [Theory, OnEitherDatabase]
    public async Task Two_orders_that_are_finished_in_two_tabs_at_once_both_open(DatabaseProvider database)
    {
        app = venues.On(database);
        using var buyer = app.NewBrowser();
        var tabs = new List<BrowserPage>();
        foreach (var show in new[] { await app.PublishEventAsync(), await app.PublishEventAsync() })
        {
            tabs.Add(await buyer.ChooseTicketsAsync(show, ("Standing", 1)));
        }

        // Both requests leave before either answer brings its cookie, so only the last one's stays.
        var orders = new List<Order>();
        var last = buyer.Jar;
        foreach (var checkout in tabs)
        {
            using var tab = app.NewBrowser();
            tab.Jar.CopyFrom(buyer.Jar);
            var paid = await (await (await tab.OpenAsync(checkout.Path)).SubmitBuyerAsync()).PayAsync("paid");
            orders.Add((await app.FindOrderAsync(paid.GetLastPathSegment()))!);
            last = tab.Jar;
        }

        buyer.Jar.CopyFrom(last);
        foreach (var order in orders)
        {
            var page = (await buyer.OpenAsync($"/orders/{order.Reference}")).ExpectStatus(HttpStatusCode.OK);
            Assert.Single(page.Document.QuerySelectorAll(".pass"));
        }

        // Each page repairs the cookie, which is kept longer than the browser's key.
        buyer.Jar.Remove("__Host-browser");
        foreach (var order in orders)
        {
            (await buyer.OpenAsync($"/orders/{order.Reference}")).ExpectStatus(HttpStatusCode.OK);
        }
    }

    [Theory, OnEitherDatabase]
    public async Task A_crowd_behind_one_address_opens_its_links_all_at_once(DatabaseProvider database)
    {
        app = venues.On(database);
        await using var guarded = new TicketingApp(database).Set("RateLimiting:Enabled", "true");
        var order = await guarded.BuyAsync(await guarded.PublishEventAsync(), "Standing", 1);
        var link = await guarded.CreateOrderLinkAsync(order);
        for (var visitor = 0; visitor < 100; visitor++)
        {
            using var phone = guarded.NewBrowser();
            using var answer = await phone.SendAsync(new HttpRequestMessage(HttpMethod.Get, link));
            Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        }
    }

    [Theory, OnEitherDatabase]
    public async Task The_pages_of_a_purchase_tell_no_one_their_address_but_the_held_again_form_says_its_origin(DatabaseProvider database)
    {
        app = venues.On(database);
        using var browser = app.NewBrowser();
        var checkout = await browser.ChooseTicketsAsync(await app.PublishEventAsync(), ("Standing", 1));
        var sandbox = await checkout.SubmitBuyerAsync();
        Assert.Equal(["no-referrer", "no-referrer"], [checkout.Headers["Referrer-Policy"], sandbox.Headers["Referrer-Policy"]]);
        Assert.Null(checkout.Document.QuerySelector("meta[name=referrer]"));
        app.Clock.Advance(TimeSpan.FromMinutes(31));
        await app.RunJobAsync<HoldExpiryJob>();
        var ended = await browser.OpenAsync(checkout.Path);
        Assert.NotNull(ended.Document.QuerySelector("form[action^='/events/']"));
        Assert.Equal("same-origin", ended.Document.QuerySelector("meta[name=referrer]")!.GetAttribute("content"));
    }

    [Theory, OnEitherDatabase]
    public async Task A_forged_or_damaged_cookie_opens_nothing(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1);
        using var browser = app.NewBrowser();
        await browser.OpenAsync(await app.CreateOrderLinkAsync(order));
        var cookie = browser.Jar.Cookies[OrderCookie.Name];
        foreach (var forged in new[] { "", "x", cookie[..^4], $"{cookie[..20]}{(cookie[20] == 'A' ? 'B' : 'A')}{cookie[21..]}" })
        {
            using var thief = app.NewBrowser();
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/orders/{order.Reference}");
            request.Headers.Add("Cookie", $"{OrderCookie.Name}={forged}");
            using var answer = await thief.SendAsync(request);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    [Theory, OnEitherDatabase]
    public async Task A_browser_keeps_its_orders_for_thirty_days_and_the_latest_twenty(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        using var browser = app.NewBrowser();
        var orders = new List<Order>();
        for (var i = 0; i < 21; i++)
        {
            orders.Add(await app.BuyAsync(show, "Standing", 1));
            await browser.OpenAsync(await app.CreateOrderLinkAsync(orders[^1]));
        }

        (await browser.OpenAsync($"/orders/{orders[0].Reference}")).ExpectStatus(HttpStatusCode.Forbidden);
        (await browser.OpenAsync($"/orders/{orders[1].Reference}")).ExpectStatus(HttpStatusCode.OK);
        app.Clock.Advance(TimeSpan.FromDays(30));
        (await browser.OpenAsync($"/orders/{orders[20].Reference}")).ExpectStatus(HttpStatusCode.Forbidden);
    }

    [Theory, OnEitherDatabase]
    public async Task Coming_back_from_the_payment_in_another_browser_opens_the_order_for_a_day(DatabaseProvider database)
    {
        app = venues.On(database);
        var code = await app.PlaceHoldAsync(await app.PublishEventAsync(), "Standing", 1);
        var page = Assert.IsType<StartOutcome.Redirect>(await app.StartPaymentAsync(code));
        await app.SetSandboxOutcomeAsync(page, SandboxStatus.Paid);
        var order = (await app.FindOrderByHoldAsync(code))!;
        var back = await app.UseAsync<TicketingDbContext, string>(async db =>
            $"/payments/return/{(await db.Set<Payment>().SingleAsync(p => p.OrderId == order.Id, Ct)).ReturnCode}"
        );
        using var phone = app.NewBrowser();
        Assert.Equal($"/orders/{order.Reference}", (await phone.OpenAsync(back)).ExpectStatus(HttpStatusCode.OK).Path);

        app.Clock.Advance(TimeSpan.FromHours(25));
        using var late = app.NewBrowser();
        (await late.OpenAsync(back)).ExpectStatus(HttpStatusCode.NotFound);
        (await late.OpenAsync($"/payments/return/{UnguessableCode.Create()}")).ExpectStatus(HttpStatusCode.NotFound);
    }

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
            "This event has been cancelled",
            page.Document.QuerySelector("main [role=alert]")!.TextContent,
            StringComparison.Ordinal
        );
    }
}
