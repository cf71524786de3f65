using System.Net;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Confirmation;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Orders;

public sealed class ResendConfirmationTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    [Theory, OnEitherDatabase]
    public async Task The_tickets_go_to_the_new_address_and_the_old_one_opens_nothing_any_more(DatabaseProvider database)
    {
        app = venues.On(database);
        using var buyer = app.NewBrowser();
        using var stranger = app.NewBrowser();
        using var latecomer = app.NewBrowser();
        var page = await buyer.BuyAsync(await app.PublishEventAsync(), email: "adda@example.com");
        var order = (await app.FindOrderAsync(page.GetLastPathSegment()))!;
        var link = await app.CreateOrderLinkAsync(order);
        (await stranger.OpenAsync(link)).ExpectStatus(HttpStatusCode.OK);

        var corrected = await page.SubmitAsync(".resend", Email("ada@example.com"));
        Assert.Contains("On its way to a•••@example.com", corrected.ExpectStatus(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        Assert.Equal("ada@example.com", (await app.FindOrderAsync(order.Reference))!.BuyerEmail);
        Assert.Contains(await MailsAsync(order), mail => mail.Recipient == "ada@example.com");

        (await latecomer.OpenAsync(link)).ExpectStatus(HttpStatusCode.Forbidden);
        (await stranger.OpenAsync($"/orders/{order.Reference}")).ExpectStatus(HttpStatusCode.Forbidden);
        (await buyer.OpenAsync($"/orders/{order.Reference}")).ExpectStatus(HttpStatusCode.OK);
    }

    [Theory, OnEitherDatabase]
    public async Task Sent_again_to_the_same_address_links_stay_good(DatabaseProvider database)
    {
        app = venues.On(database);
        using var buyer = app.NewBrowser();
        var page = await buyer.BuyAsync(await app.PublishEventAsync());
        var order = (await app.FindOrderAsync(page.GetLastPathSegment()))!;
        var link = await app.CreateOrderLinkAsync(order);
        await page.SubmitAsync(".resend");
        Assert.Equal(2, (await MailsAsync(order)).Count);
        using var phone = app.NewBrowser();
        (await phone.OpenAsync(link)).ExpectStatus(HttpStatusCode.OK);
    }

    [Theory, OnEitherDatabase]
    public async Task A_mistyped_correction_changes_nothing_and_is_shown_as_typed(DatabaseProvider database)
    {
        app = venues.On(database);
        using var buyer = app.NewBrowser();
        var page = await buyer.BuyAsync(await app.PublishEventAsync());
        var refused = (await page.SubmitAsync(".resend", Email("ada@"))).ExpectStatus(HttpStatusCode.UnprocessableEntity);
        Assert.Equal("ada@", refused.Document.QuerySelector("#Email")!.GetAttribute("value"));
        Assert.NotEmpty(refused.Document.QuerySelector("#Email-error")!.TextContent);
        Assert.Equal("ada@example.com", (await app.FindOrderAsync(page.GetLastPathSegment()))!.BuyerEmail);
    }

    [Theory, OnEitherDatabase]
    public async Task A_correction_that_looks_mistyped_is_asked_about_first(DatabaseProvider database)
    {
        app = venues.On(database);
        using var buyer = app.NewBrowser();
        var page = await buyer.BuyAsync(await app.PublishEventAsync(), email: "adda@example.com");
        var asked = (await page.SubmitAsync(".resend", Email("ada@gmial.com"))).ExpectStatus(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("Did you mean ada@gmail.com?", asked.Text, StringComparison.Ordinal);
        asked = (await asked.SubmitAsync(".resend")).ExpectStatus(HttpStatusCode.UnprocessableEntity);
        Assert.Equal("adda@example.com", (await app.FindOrderAsync(page.GetLastPathSegment()))!.BuyerEmail);
        (await asked.SubmitAsync(".resend", button: "ada@gmail.com")).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal("ada@gmail.com", (await app.FindOrderAsync(page.GetLastPathSegment()))!.BuyerEmail);
    }

    [Theory, OnEitherDatabase]
    public async Task A_chosen_address_is_not_doubted_again_when_a_code_is_asked_for(DatabaseProvider database)
    {
        app = venues.On(database);
        using var buyer = app.NewBrowser();
        var page = await buyer.BuyAsync(await app.PublishEventAsync(), email: "late@example.com");
        app.Clock.Advance(TimeSpan.FromDays(1));
        var asked = await page.SubmitAsync(".resend", Email("late@gmial.com"));
        var code = await asked.SubmitAsync(".resend", button: "late@gmial.com");
        var wrong = await code.SubmitAsync(".resend", new Dictionary<string, string> { ["Code"] = "000000" });
        Assert.NotEmpty(wrong.Document.QuerySelector("#Code-error")!.TextContent);
        Assert.Null(wrong.Document.QuerySelector("#typo"));
    }

    [Theory, OnEitherDatabase]
    public async Task After_the_last_resend_the_buyer_is_referred_to_a_person(DatabaseProvider database)
    {
        app = venues.On(database);
        using var buyer = app.NewBrowser();
        var page = await buyer.BuyAsync(await app.PublishEventAsync(), email: "often@example.com");
        for (var sent = 0; sent < ResendConfirmation.MaxResends; sent++)
        {
            (await page.SubmitAsync(".resend")).ExpectStatus(HttpStatusCode.OK);
            app.Clock.Advance(TimeSpan.FromMinutes(20));
        }

        var refused = (await page.SubmitAsync(".resend")).ExpectStatus(HttpStatusCode.TooManyRequests);
        Assert.Contains("contact the venue for help", refused.Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task The_fourth_mail_to_one_address_within_an_hour_is_refused_and_changes_nothing(DatabaseProvider database)
    {
        app = venues.On(database);
        using var buyer = app.NewBrowser();
        var page = await buyer.BuyAsync(await app.PublishEventAsync(), email: "own@example.com");
        var victim = Email($"victim-{Guid.NewGuid():N}@example.com");
        for (var sent = 0; sent < 3; sent++)
        {
            (await page.SubmitAsync(".resend", victim)).ExpectStatus(HttpStatusCode.OK);
        }

        await page.SubmitAsync(".resend", Email("own@example.com"));
        (await page.SubmitAsync(".resend", victim)).ExpectStatus(HttpStatusCode.TooManyRequests);
        var order = (await app.FindOrderAsync(page.GetLastPathSegment()))!;
        Assert.Equal(("own@example.com", 4), (order.BuyerEmail, order.Resends));
    }

    [Theory, OnEitherDatabase]
    public async Task A_stranger_may_not_redirect_the_tickets_of_an_order(DatabaseProvider database)
    {
        app = venues.On(database);
        using var buyer = app.NewBrowser();
        using var thief = app.NewBrowser();
        var show = await app.PublishEventAsync();
        var (wanted, own) = (await buyer.BuyAsync(show), await thief.BuyAsync(show));
        var fields = new Dictionary<string, string>(Email("thief@example.com"))
        {
            ["form-token"] = own.Document.QuerySelector(".resend [name='form-token']")!.GetAttribute("value")!,
        };
        (await thief.PostAsync($"{wanted.Path}/resend", fields)).ExpectStatus(HttpStatusCode.Forbidden);
        (await buyer.PostAsync($"{wanted.Path}/resend", Email("thief@example.com"))).ExpectStatus(HttpStatusCode.BadRequest);
        Assert.Equal("ada@example.com", (await app.FindOrderAsync(wanted.GetLastPathSegment()))!.BuyerEmail);
    }

    private static Dictionary<string, string> Email(string email) => new() { ["Email"] = email };

    private Task<IReadOnlyList<Notification>> MailsAsync(Order order) =>
        app.UseAsync<NotificationOutbox, IReadOnlyList<Notification>>(outbox =>
            outbox.GetForOrderAsync(order.Id, TestContext.Current.CancellationToken)
        );
}
