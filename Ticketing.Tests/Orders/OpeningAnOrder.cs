using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Documents;
using Ticketing.Events;
using Ticketing.Holds;
using Ticketing.Orders;
using Ticketing.Payments;
using Ticketing.Payments.Sandbox;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Ticketing.Tickets;
using Xunit;

namespace Ticketing.Tests.Orders;

public sealed class OpeningAnOrder(Venues venues) : IClassFixture<Venues>
{
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_link_from_a_mail_is_exchanged_for_a_cookie_and_leaves_no_token_behind(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishAsync(), "Standing", 1);
        var link = await app.LinkAsync(order);
        using var browser = app.NewBrowser();
        using var answer = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Get, link));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal($"/orders/{order.Reference}", answer.Headers.Location!.OriginalString);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), c => c.StartsWith("__Host-orders=", StringComparison.Ordinal));
        Assert.All(["secure", "httponly", "samesite=lax", "path=/"], word => Assert.Contains(word, cookie, StringComparison.OrdinalIgnoreCase));

        var page = (await browser.OpenAsync($"/orders/{order.Reference}")).Expect(HttpStatusCode.OK);
        Assert.Equal("no-referrer", page.Headers["Referrer-Policy"]);
        Assert.Contains("no-store", page.Headers["Cache-Control"], StringComparison.Ordinal);
        Assert.DoesNotContain(link.Split('=')[1], page.Document.Source.Text, StringComparison.Ordinal);
        (await browser.OpenAsync($"/orders/{order.Reference.ToLowerInvariant()}")).Expect(HttpStatusCode.OK);
    }

    [Theory, OnBothDatabases]
    public async Task The_page_shows_each_ticket_with_the_code_that_the_door_scans(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync();
        var order = await app.BuyAsync(show, "Seated", 2);
        using var browser = app.NewBrowser();
        var page = await browser.OpenAsync(await app.LinkAsync(order));
        var codes = await app.UseAsync<TicketCodes, IReadOnlyList<string>>(async codes =>
            await codes.SignAsync(show, await app.UseAsync<OrderBook, IReadOnlyList<Ticket>>(orders => orders.TicketsAsync(order.Id, Ct)), Ct));
        Assert.Equal(
            codes.Select(code => "data:image/svg+xml," + Uri.EscapeDataString(QrCode.Of(code).ToSvg("Ticket code"))),
            page.Document.QuerySelectorAll(".pass img").Select(img => img.GetAttribute("src")));
        Assert.All(page.Document.QuerySelectorAll(".pass img"), img => Assert.NotEmpty(img.GetAttribute("alt")!));
        Assert.Contains($"{order.Reference} · ticket 2 of 2", page.Text, StringComparison.Ordinal);
        Assert.Contains($"Receipt {order.ReceiptLabel}", page.Text, StringComparison.Ordinal);
        Assert.Contains("On the way to a•••@example.com", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector($"a[href='/orders/{order.Reference}/tickets.pdf']"));
        Assert.NotNull(page.Document.QuerySelector($"a[href='/events/{show.Slug}/calendar.ics']"));
    }

    [Theory, OnBothDatabases]
    public async Task A_stranger_reads_the_same_whether_or_not_there_is_such_an_order(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishAsync(), "Standing", 1);
        var other = await app.BuyAsync(await app.PublishAsync(), "Standing", 1);
        using var stranger = app.NewBrowser();
        using var buyer = app.NewBrowser();
        await buyer.OpenAsync(await app.LinkAsync(other));
        foreach (var browser in new[] { stranger, buyer })
        {
            var known = (await browser.OpenAsync($"/orders/{order.Reference}")).Expect(HttpStatusCode.Forbidden);
            var unknown = (await browser.OpenAsync("/orders/BCDF-2345")).Expect(HttpStatusCode.Forbidden);
            Assert.Equal(unknown.Document.Source.Text, known.Document.Source.Text);
            Assert.NotNull(known.Document.QuerySelector("main a[href='/orders/find']"));
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_wrong_token_opens_nothing_and_leaves_the_address_too(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishAsync(), "Standing", 1);
        var others = await app.LinkAsync(await app.BuyAsync(await app.PublishAsync(), "Standing", 1));
        using var browser = app.NewBrowser();
        foreach (var token in new[] { "", "x", UnguessableCode.New(), others.Split('=')[1] })
        {
            var page = await browser.OpenAsync($"/orders/{order.Reference}?token={token}");
            Assert.Equal($"/orders/{order.Reference}", page.Expect(HttpStatusCode.Forbidden).Path);
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_crowd_behind_one_address_opens_its_links_all_at_once(DatabaseProvider database)
    {
        app = venues.On(database);
        await using var guarded = new TicketingApp(database).Set("RateLimiting:Enabled", "true");
        var order = await guarded.BuyAsync(await guarded.PublishAsync(), "Standing", 1);
        var link = await guarded.LinkAsync(order);
        for (var visitor = 0; visitor < 100; visitor++)
        {
            using var phone = guarded.NewBrowser();
            using var answer = await phone.SendAsync(new HttpRequestMessage(HttpMethod.Get, link));
            Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        }
    }

    [Theory, OnBothDatabases]
    public async Task The_pages_of_a_purchase_tell_no_one_their_address_but_the_held_again_form_says_its_origin(DatabaseProvider database)
    {
        app = venues.On(database);
        using var browser = app.NewBrowser();
        var checkout = await browser.ChooseAsync(await app.PublishAsync(), ("Standing", 1));
        var sandbox = await checkout.FillInAsync();
        Assert.Equal(["no-referrer", "no-referrer"], [checkout.Headers["Referrer-Policy"], sandbox.Headers["Referrer-Policy"]]);
        Assert.Null(checkout.Document.QuerySelector("meta[name=referrer]"));
        app.Clock.Advance(TimeSpan.FromMinutes(31));
        await app.RunAsync<HoldExpiry>();
        var ended = await browser.OpenAsync(checkout.Path);
        Assert.NotNull(ended.Document.QuerySelector("form[action^='/events/']"));
        Assert.Equal("same-origin", ended.Document.QuerySelector("meta[name=referrer]")!.GetAttribute("content"));
    }

    [Theory, OnBothDatabases]
    public async Task A_forged_or_damaged_cookie_opens_nothing(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishAsync(), "Standing", 1);
        using var browser = app.NewBrowser();
        await browser.OpenAsync(await app.LinkAsync(order));
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

    [Theory, OnBothDatabases]
    public async Task A_browser_keeps_its_orders_for_thirty_days_and_the_latest_twenty(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync();
        using var browser = app.NewBrowser();
        var orders = new List<Order>();
        for (var i = 0; i < 21; i++)
        {
            orders.Add(await app.BuyAsync(show, "Standing", 1));
            await browser.OpenAsync(await app.LinkAsync(orders[^1]));
        }

        (await browser.OpenAsync($"/orders/{orders[0].Reference}")).Expect(HttpStatusCode.Forbidden);
        (await browser.OpenAsync($"/orders/{orders[1].Reference}")).Expect(HttpStatusCode.OK);
        app.Clock.Advance(TimeSpan.FromDays(30));
        (await browser.OpenAsync($"/orders/{orders[20].Reference}")).Expect(HttpStatusCode.Forbidden);
    }

    [Theory, OnBothDatabases]
    public async Task Coming_back_from_the_payment_in_another_browser_opens_the_order_for_a_day(DatabaseProvider database)
    {
        app = venues.On(database);
        var code = await app.HeldAsync(await app.PublishAsync(), "Standing", 1);
        var page = Assert.IsType<StartOutcome.PayAt>(await app.StartPaymentAsync(code));
        await app.ChooseAsync(page, SandboxStatus.Paid);
        var order = (await app.OrderOfAsync(code))!;
        var back = await app.UseAsync<TicketingDbContext, string>(async db =>
            $"/payments/return/{(await db.Set<Payment>().SingleAsync(p => p.OrderId == order.Id, Ct)).ReturnCode}");
        using var phone = app.NewBrowser();
        Assert.Equal($"/orders/{order.Reference}", (await phone.OpenAsync(back)).Expect(HttpStatusCode.OK).Path);

        app.Clock.Advance(TimeSpan.FromHours(25));
        using var late = app.NewBrowser();
        (await late.OpenAsync(back)).Expect(HttpStatusCode.NotFound);
        (await late.OpenAsync($"/payments/return/{UnguessableCode.New()}")).Expect(HttpStatusCode.NotFound);
    }

    [Theory, OnBothDatabases]
    public async Task While_the_payment_is_open_the_page_looks_again_by_itself_but_not_for_ever(DatabaseProvider database)
    {
        app = venues.On(database);
        using var browser = app.NewBrowser();
        var checkout = await browser.ChooseAsync(await app.PublishAsync(), ("Standing", 1));
        var sandbox = await checkout.FillInAsync();
        var path = $"/orders/{(await app.OrderOfAsync(checkout.Code()))!.Reference}";
        var waiting = await browser.OpenAsync(path);
        Assert.Contains("We are confirming your payment", waiting.Text, StringComparison.Ordinal);
        Assert.Equal($"3; url={path}?look=1", waiting.Headers["Refresh"]);
        Assert.NotNull(waiting.Document.QuerySelector($"a[href='{checkout.Path}']"));
        Assert.DoesNotContain("Refresh", (await browser.OpenAsync($"{path}?look=20")).Headers.Keys);

        await app.ChooseAsync(new StartOutcome.PayAt(sandbox.Path), SandboxStatus.Paid);
        var paid = await browser.OpenAsync($"{path}?look=1");
        Assert.Single(paid.Document.QuerySelectorAll(".pass"));
        Assert.DoesNotContain("Refresh", paid.Headers.Keys);
    }

    [Theory, OnBothDatabases]
    public async Task An_order_not_paid_leads_back_to_the_checkout_and_in_the_end_to_the_event(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync();
        using var browser = app.NewBrowser();
        var checkout = await browser.ChooseAsync(show, ("Standing", 1));
        await (await checkout.FillInAsync()).PayAsync("cancelled");
        var path = $"/orders/{(await app.OrderOfAsync(checkout.Code()))!.Reference}";
        Assert.NotNull((await browser.OpenAsync(path)).Document.QuerySelector($"main a[href='{checkout.Path}']"));

        app.Clock.Advance(TimeSpan.FromMinutes(31));
        await app.RunAsync<HoldExpiry>();
        await app.RunAsync<OrderUpkeep>();
        var ended = await browser.OpenAsync(path);
        Assert.Contains("This order has ended", ended.Text, StringComparison.Ordinal);
        Assert.NotNull(ended.Document.QuerySelector($"main .button[href='/events/{show.Slug}']"));
    }

    [Theory, OnBothDatabases]
    public async Task A_cancelled_event_is_the_first_thing_the_page_says(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync();
        var order = await app.BuyAsync(show, "Standing", 1);
        await app.UseAsync<TicketingDbContext>(async db =>
        {
            (await db.Set<Event>().SingleAsync(e => e.Id == show.Id, Ct)).Cancel();
            await db.SaveChangesAsync(Ct);
        });
        using var browser = app.NewBrowser();
        var page = await browser.OpenAsync(await app.LinkAsync(order));
        Assert.Contains("This event is cancelled", page.Document.QuerySelector("main [role=alert]")!.TextContent, StringComparison.Ordinal);
    }
}
