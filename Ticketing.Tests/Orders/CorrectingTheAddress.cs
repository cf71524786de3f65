using System.Net;
using Ticketing.Notifications;
using Ticketing.Orders;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Orders;

public sealed class CorrectingTheAddress(Venues venues) : IClassFixture<Venues>
{
    private TicketingApp app = null!;

    [Theory, OnBothDatabases]
    public async Task The_tickets_go_to_the_new_address_and_the_old_one_opens_nothing_any_more(DatabaseProvider database)
    {
        app = venues.On(database);
        using var buyer = app.NewBrowser();
        using var stranger = app.NewBrowser();
        using var latecomer = app.NewBrowser();
        var page = await buyer.BuyAsync(await app.PublishAsync(), email: "adda@example.com");
        var order = (await app.OrderAsync(page.Code()))!;
        var link = await app.LinkAsync(order);
        (await stranger.OpenAsync(link)).Expect(HttpStatusCode.OK);

        var corrected = await page.SubmitAsync(".resend", Email("ada@example.com"));
        Assert.Contains("On the way to a•••@example.com", corrected.Expect(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        Assert.Equal("ada@example.com", (await app.OrderAsync(order.Reference))!.BuyerEmail);
        Assert.Contains(await MailsAsync(order), mail => mail.Recipient == "ada@example.com");

        (await latecomer.OpenAsync(link)).Expect(HttpStatusCode.Forbidden);
        (await stranger.OpenAsync($"/orders/{order.Reference}")).Expect(HttpStatusCode.Forbidden);
        (await buyer.OpenAsync($"/orders/{order.Reference}")).Expect(HttpStatusCode.OK);
    }

    [Theory, OnBothDatabases]
    public async Task Sent_again_to_the_same_address_links_stay_good(DatabaseProvider database)
    {
        app = venues.On(database);
        using var buyer = app.NewBrowser();
        var page = await buyer.BuyAsync(await app.PublishAsync());
        var order = (await app.OrderAsync(page.Code()))!;
        var link = await app.LinkAsync(order);
        await page.SubmitAsync(".resend");
        Assert.Equal(2, (await MailsAsync(order)).Count);
        using var phone = app.NewBrowser();
        (await phone.OpenAsync(link)).Expect(HttpStatusCode.OK);
    }

    [Theory, OnBothDatabases]
    public async Task A_mistyped_correction_changes_nothing_and_is_shown_as_typed(DatabaseProvider database)
    {
        app = venues.On(database);
        using var buyer = app.NewBrowser();
        var page = await buyer.BuyAsync(await app.PublishAsync());
        var refused = (await page.SubmitAsync(".resend", Email("ada@"))).Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Equal("ada@", refused.Document.QuerySelector("#Email")!.GetAttribute("value"));
        Assert.NotEmpty(refused.Document.QuerySelector("#Email-error")!.TextContent);
        Assert.Equal("ada@example.com", (await app.OrderAsync(page.Code()))!.BuyerEmail);
    }

    [Theory, OnBothDatabases]
    public async Task Sent_often_enough_a_person_should_help(DatabaseProvider database)
    {
        app = venues.On(database);
        using var buyer = app.NewBrowser();
        var page = await buyer.BuyAsync(await app.PublishAsync());
        for (var sent = 0; sent < ResendConfirmation.MostResends; sent++)
        {
            (await page.SubmitAsync(".resend")).Expect(HttpStatusCode.OK);
        }

        var refused = (await page.SubmitAsync(".resend")).Expect(HttpStatusCode.TooManyRequests);
        Assert.Contains("a person will help", refused.Text, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Who_may_not_see_the_order_may_not_redirect_its_tickets(DatabaseProvider database)
    {
        app = venues.On(database);
        using var buyer = app.NewBrowser();
        using var thief = app.NewBrowser();
        var show = await app.PublishAsync();
        var (wanted, own) = (await buyer.BuyAsync(show), await thief.BuyAsync(show));
        var fields = new Dictionary<string, string>(Email("thief@example.com"))
        {
            ["form-token"] = own.Document.QuerySelector(".resend [name='form-token']")!.GetAttribute("value")!,
        };
        (await thief.PostAsync($"{wanted.Path}/resend", fields)).Expect(HttpStatusCode.Forbidden);
        (await buyer.PostAsync($"{wanted.Path}/resend", Email("thief@example.com"))).Expect(HttpStatusCode.BadRequest);
        Assert.Equal("ada@example.com", (await app.OrderAsync(wanted.Code()))!.BuyerEmail);
    }

    private static Dictionary<string, string> Email(string email) => new() { ["Email"] = email };

    private Task<IReadOnlyList<Notification>> MailsAsync(Order order) =>
        app.UseAsync<Outbox, IReadOnlyList<Notification>>(outbox => outbox.OfOrderAsync(order.Id, TestContext.Current.CancellationToken));
}
