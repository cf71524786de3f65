using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Access;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
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
}
