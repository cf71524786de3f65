using System.Globalization;
using System.Net;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Primitives;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Orders;

public sealed class CheckoutTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    [Theory, OnEitherDatabase]
    public async Task The_page_says_what_is_held_what_it_costs_and_until_when(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        using var browser = app.NewBrowser();
        var checkout = await browser.PostAsync(
            $"/events/{show.Slug}",
            new Dictionary<string, string>
            {
                [$"Quantities[{show.GetTicketTypeId("Seated")}]"] = "2",
                [$"Quantities[{show.GetTicketTypeId("Standing")}]"] = "1",
            }
        );
        var until = EventTimes.TimeOfDay(show, app.Clock.GetUtcNow().AddMinutes(10));
        Assert.Contains($"Held for you until {until}", checkout.ExpectStatus(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        Assert.Contains("2 × Seated", checkout.Text, StringComparison.Ordinal);
        Assert.Contains("£48.00", checkout.Text, StringComparison.Ordinal);
        Assert.Contains("Booking fee £4.00", checkout.Text, StringComparison.Ordinal);
        Assert.Contains("Includes £11.00 VAT (20%)", checkout.Text, StringComparison.Ordinal);
        Assert.Equal("Pay £66.00", checkout.Document.QuerySelector("#details button")!.TextContent.Trim());
        Assert.Contains("no-store", checkout.Headers["Cache-Control"], StringComparison.Ordinal);
        Assert.NotNull(checkout.Document.QuerySelector("meta[name=robots][content=noindex]"));
        var pay = checkout.Document.QuerySelector(".pay")!;
        Assert.Contains("Next: a test payment page. No money is taken.", pay.TextContent, StringComparison.Ordinal);
        Assert.Equal("/terms", pay.QuerySelector("a")!.GetAttribute("href"));
        Assert.Null(pay.QuerySelector(".methods"));
        long Instant(string name) =>
            long.Parse(checkout.Document.QuerySelector(".deadline")!.GetAttribute(name)!, CultureInfo.InvariantCulture);
        Assert.Equal(600_000, Instant("data-deadline") - Instant("data-now"));
    }

    [Theory, OnEitherDatabase]
    public async Task From_the_event_to_the_tickets(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        using var browser = app.NewBrowser();
        var order = await browser.BuyAsync(show, "Standing", 2);
        Assert.Equal($"/orders/{order.GetLastPathSegment()}", order.Path);
        Assert.Equal(2, order.Document.QuerySelectorAll(".pass").Length);
        Assert.Equal(OrderStatus.Paid, (await app.FindOrderAsync(order.GetLastPathSegment()))!.Status);
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task After_a_declined_card_the_buyer_tries_again_with_everything_filled_in(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        using var browser = app.NewBrowser();
        var checkout = await browser.ChooseTicketsAsync(show, ("Standing", 1));
        var back = await (await checkout.SubmitBuyerAsync(phone: "0113 234 5678")).PayAsync("declined");
        Assert.Equal($"/checkout/{checkout.GetLastPathSegment()}?payment=declined", back.Path);
        Assert.Contains("Payment declined You haven’t been charged.", back.Text, StringComparison.Ordinal);
        Assert.Contains("tickets held until", back.Text, StringComparison.Ordinal);
        Assert.Equal("Ada Lovelace", back.Document.QuerySelector("#Name")!.GetAttribute("value"));
        Assert.Equal("+44 113 234 5678", back.Document.QuerySelector("#Phone")!.GetAttribute("value"));

        var order = await (await back.SubmitAsync("#details")).PayAsync("paid");
        Assert.Equal(OrderStatus.Paid, (await app.FindOrderAsync(order.GetLastPathSegment()))!.Status);
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task A_buyer_who_leaves_the_payment_page_still_holds_the_tickets(DatabaseProvider database)
    {
        app = venues.On(database);
        using var browser = app.NewBrowser();
        var back = await (
            await (await browser.ChooseTicketsAsync(await app.PublishEventAsync(), ("Standing", 1))).SubmitBuyerAsync()
        ).PayAsync("cancelled");
        Assert.Contains("You left the payment page", back.ExpectStatus(HttpStatusCode.OK).Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task Clicking_pay_again_and_again_leads_to_one_payment_page(DatabaseProvider database)
    {
        app = venues.On(database);
        using var browser = app.NewBrowser();
        var checkout = await browser.ChooseTicketsAsync(await app.PublishEventAsync(), ("Standing", 1));
        var pages = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => checkout.SubmitBuyerAsync()));
        var sandbox = Assert.Single(pages.Select(p => p.Path).Distinct());
        Assert.StartsWith("/sandbox/", sandbox, StringComparison.Ordinal);
        var orders = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => pages[0].PayAsync("paid")));
        Assert.Single(orders.Select(p => p.ExpectStatus(HttpStatusCode.OK).Path).Distinct());
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task A_payment_page_left_open_is_found_again_and_a_closed_one_is_not_offered(DatabaseProvider database)
    {
        app = venues.On(database);
        using var browser = app.NewBrowser();
        var checkout = await browser.ChooseTicketsAsync(await app.PublishEventAsync(), ("Standing", 1));
        var sandbox = await checkout.SubmitBuyerAsync();
        var again = await browser.OpenAsync(checkout.Path);
        Assert.Contains("You have a payment in progress", again.Text, StringComparison.Ordinal);
        Assert.Equal("Back to payment", again.Document.QuerySelector("#details button")!.TextContent.Trim());
        Assert.Equal(sandbox.Path, (await again.SubmitAsync("#details")).Path);

        await app.SetSandboxOutcomeAsync(new StartOutcome.Redirect(sandbox.Path), SandboxStatus.Declined);
        var retried = await again.SubmitAsync("#details");
        Assert.StartsWith("/sandbox/", retried.Path, StringComparison.Ordinal);
        Assert.NotEqual(sandbox.Path, retried.Path);
        Assert.Contains("This payment page is closed", (await browser.OpenAsync(sandbox.Path)).Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task A_buyer_who_paid_and_closed_the_window_finds_the_order_at_the_checkout_url(DatabaseProvider database)
    {
        app = venues.On(database);
        using var browser = app.NewBrowser();
        var checkout = await browser.ChooseTicketsAsync(await app.PublishEventAsync(), ("Standing", 1));
        await app.SetSandboxOutcomeAsync(new StartOutcome.Redirect((await checkout.SubmitBuyerAsync()).Path), SandboxStatus.Paid);
        Assert.StartsWith("/orders/", (await browser.OpenAsync(checkout.Path)).Path, StringComparison.Ordinal);

        using var stranger = app.NewBrowser();
        Assert.Equal("/orders/find", (await stranger.OpenAsync(checkout.Path)).Path);
    }

    [Theory, OnEitherDatabase]
    public async Task Free_tickets_are_the_buyers_at_once_however_often_the_button_is_pressed(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Open rehearsal", 0, 10));
        using var browser = app.NewBrowser();
        var checkout = await browser.ChooseTicketsAsync(show, ("Open rehearsal", 2));
        Assert.Equal("Get free tickets", checkout.Document.QuerySelector("#details button")!.TextContent.Trim());
        var orders = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => checkout.SubmitBuyerAsync()));
        Assert.Single(orders.Select(p => p.ExpectStatus(HttpStatusCode.OK).Path).Distinct());
        Assert.Equal(2, orders[0].Document.QuerySelectorAll(".pass").Length);
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task Released_tickets_are_free_for_others_at_once(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 1));
        using var browser = app.NewBrowser();
        var checkout = await browser.ChooseTicketsAsync(show, ("Standing", 1));
        await checkout.SubmitBuyerAsync();
        Assert.Equal($"/events/{show.Slug}", (await checkout.SubmitAsync(".release")).Path);
        (await browser.OpenAsync(checkout.Path)).ExpectStatus(HttpStatusCode.Gone);
        Assert.IsType<HoldOutcome.Placed>(
            await app.TryPlaceHoldAsync(show, new Dictionary<Guid, int> { [show.GetTicketTypeId("Standing")] = 1 })
        );
    }

    [Theory, OnEitherDatabase]
    public async Task Releasing_a_hold_that_was_just_paid_shows_the_order(DatabaseProvider database)
    {
        app = venues.On(database);
        using var browser = app.NewBrowser();
        var checkout = await browser.ChooseTicketsAsync(await app.PublishEventAsync(), ("Standing", 1));
        await app.SetSandboxOutcomeAsync(new StartOutcome.Redirect((await checkout.SubmitBuyerAsync()).Path), SandboxStatus.Paid);
        var order = await checkout.SubmitAsync(".release");
        Assert.Single(order.ExpectStatus(HttpStatusCode.OK).Document.QuerySelectorAll(".pass"));
    }

    [Theory, OnEitherDatabase]
    public async Task A_hold_that_ran_out_is_held_again_with_one_click_and_nothing_typed_twice(DatabaseProvider database)
    {
        app = venues.On(database);
        using var browser = app.NewBrowser();
        var checkout = await browser.ChooseTicketsAsync(await app.PublishEventAsync(), ("Standing", 3));
        app.Clock.Advance(TimeSpan.FromMinutes(10));
        var ended = (await checkout.SubmitBuyerAsync()).ExpectStatus(HttpStatusCode.Gone);
        Assert.Contains("Your basket has expired", ended.Text, StringComparison.Ordinal);
        var renewed = (await ended.SubmitAsync("form[action^='/events/']")).ExpectStatus(HttpStatusCode.OK);
        Assert.NotEqual(checkout.Path, renewed.Path);
        Assert.Contains("3 × Standing", renewed.Text, StringComparison.Ordinal);
        Assert.Equal("ada@example.com", renewed.Document.QuerySelector("#Email")!.GetAttribute("value"));
    }

    [Theory, OnEitherDatabase]
    public async Task An_unknown_code_is_not_found(DatabaseProvider database)
    {
        app = venues.On(database);
        using var browser = app.NewBrowser();
        (await browser.OpenAsync($"/checkout/{UnguessableCode.Create()}")).ExpectStatus(HttpStatusCode.NotFound);
        (await browser.OpenAsync($"/sandbox/{UnguessableCode.Create()}")).ExpectStatus(HttpStatusCode.NotFound);
    }

    [Theory, OnEitherDatabase]
    public async Task A_post_from_elsewhere_orders_nothing(DatabaseProvider database)
    {
        app = venues.On(database);
        using var browser = app.NewBrowser();
        var checkout = await browser.ChooseTicketsAsync(await app.PublishEventAsync(), ("Standing", 1));
        (await browser.PostAsync(checkout.Path, [new("Buyer.Name", "Ada"), new("Buyer.Email", "ada@example.com")])).ExpectStatus(
            HttpStatusCode.BadRequest
        );
        (await browser.PostAsync($"{checkout.Path}?handler=Release", [])).ExpectStatus(HttpStatusCode.BadRequest);
        Assert.Null(await app.FindOrderByHoldAsync(checkout.GetLastPathSegment()));
        (await browser.OpenAsync(checkout.Path)).ExpectStatus(HttpStatusCode.OK);
    }

    [Theory, OnEitherDatabase]
    public async Task Endless_attempts_to_pay_come_to_an_end_with_an_explanation(DatabaseProvider database)
    {
        app = venues.On(database);
        using var browser = app.NewBrowser();
        var page = await browser.ChooseTicketsAsync(await app.PublishEventAsync(), ("Standing", 1));
        for (var attempt = 0; attempt < RecordPayment.MaxAttempts; attempt++)
        {
            page = await (await page.SubmitBuyerAsync()).PayAsync("declined");
        }

        Assert.Contains(
            "Too many payment attempts",
            (await page.SubmitBuyerAsync()).ExpectStatus(HttpStatusCode.TooManyRequests).Text,
            StringComparison.Ordinal
        );
    }
}
