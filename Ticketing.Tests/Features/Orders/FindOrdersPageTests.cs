using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Access;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Orders;

public sealed class FindOrdersPageTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    [Theory, OnEitherDatabase]
    public async Task The_answer_is_the_same_whether_or_not_the_address_has_bought_anything(DatabaseProvider database)
    {
        app = venues.On(database);
        await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1, "known@example.com");
        using var browser = app.NewBrowser();
        var known = (await AskAsync(browser, "known@example.com")).ExpectStatus(HttpStatusCode.OK);
        var unknown = (await AskAsync(browser, "other@example.com")).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal(unknown.Text.Replace("other@", "known@", StringComparison.Ordinal), known.Text);
        Assert.Equal(unknown.Headers.Keys.Order(), known.Headers.Keys.Order());
        Assert.Equal(1, await AskedAsync("known@example.com"));
        Assert.Equal(1, await AskedAsync("other@example.com"));
    }

    [Theory, OnEitherDatabase]
    public async Task People_do_not_keep_to_one_spelling_of_their_address(DatabaseProvider database)
    {
        app = venues.On(database);
        await using var alone = new TicketingApp(database);
        var order = await alone.BuyAsync(await alone.PublishEventAsync(), "Standing", 1, "Ada.Lovelace@example.com");
        var found = await alone.UseAsync<OrderQueries, IReadOnlyList<Order>>(orders =>
            orders.GetPaidByEmailAsync("ada.lovelace@Example.com", 10, TestContext.Current.CancellationToken)
        );
        Assert.Equal(order.Id, Assert.Single(found).Id);
    }

    [Theory]
    [OnEitherDatabase("")]
    [OnEitherDatabase("ada")]
    [OnEitherDatabase("ada@localhost")]
    public async Task An_address_that_is_none_is_refused_next_to_its_field(DatabaseProvider database, string typed)
    {
        app = venues.On(database);
        using var browser = app.NewBrowser();
        var page = (await AskAsync(browser, typed)).ExpectStatus(HttpStatusCode.UnprocessableEntity);
        Assert.NotEmpty(page.Document.QuerySelector("#Email-error")!.TextContent);
        Assert.Equal(typed, page.Document.QuerySelector("#Email")!.GetAttribute("value") ?? "");
    }

    [Theory, OnEitherDatabase]
    public async Task A_mistyped_address_is_asked_about_first(DatabaseProvider database)
    {
        app = venues.On(database);
        using var browser = app.NewBrowser();
        var asked = (await AskAsync(browser, "grace@gmial.com")).ExpectStatus(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("Did you mean grace@gmail.com?", asked.Text, StringComparison.Ordinal);
        Assert.Equal("typo", asked.Document.QuerySelector("[data-focus], [autofocus]")!.Id);
        (await asked.SubmitAsync("#find")).ExpectStatus(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(0, await AskedAsync("grace@gmial.com"));
        (await asked.SubmitAsync("#find", button: "grace@gmail.com")).ExpectStatus(HttpStatusCode.OK);
        (await asked.SubmitAsync("#find", button: "grace@gmial.com")).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal((1, 1), (await AskedAsync("grace@gmail.com"), await AskedAsync("grace@gmial.com")));
    }

    [Theory, OnEitherDatabase]
    public async Task Asking_again_and_again_comes_to_an_end(DatabaseProvider database)
    {
        app = venues.On(database);
        await using var guarded = new TicketingApp(database).Set("RateLimiting:Enabled", "true");
        using var browser = guarded.NewBrowser();
        for (var asked = 0; asked < 120; asked++)
        {
            (await AskAsync(browser, $"ada{asked}@example.com")).ExpectStatus(HttpStatusCode.OK);
        }

        Assert.Contains(
            "a lot of requests",
            (await AskAsync(browser, "ada@example.com")).ExpectStatus(HttpStatusCode.TooManyRequests).Text,
            StringComparison.Ordinal
        );
        (await browser.OpenAsync("/orders/find")).ExpectStatus(HttpStatusCode.OK);
    }

    [Theory, OnEitherDatabase]
    public async Task Eleven_people_on_one_network_find_their_orders_within_a_minute(DatabaseProvider database)
    {
        await using var guarded = new TicketingApp(database).Set("RateLimiting:Enabled", "true");
        for (var person = 0; person < 11; person++)
        {
            using var browser = guarded.NewBrowser();
            (await AskAsync(browser, $"person{person}@example.com")).ExpectStatus(HttpStatusCode.OK);
        }
    }

    [Theory, OnEitherDatabase]
    public async Task One_address_gets_eight_mails_a_day_and_the_answer_stays_the_same(DatabaseProvider database)
    {
        app = venues.On(database);
        const string email = "often@example.com";
        await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1, email);
        using var browser = app.NewBrowser();
        var answers = new HashSet<string>();
        for (var asked = 0; asked < 288; asked++)
        {
            answers.Add((await AskAsync(browser, email)).ExpectStatus(HttpStatusCode.OK).Text);
            app.Clock.Advance(TimeSpan.FromMinutes(5));
        }

        Assert.Single(answers);
        Assert.Equal(8, await AskedAsync(email));
    }

    private static async Task<BrowserPage> AskAsync(Browser browser, string email) =>
        await (await browser.OpenAsync("/orders/find")).SubmitAsync("#find", new Dictionary<string, string> { ["Email"] = email });

    private Task<int> AskedAsync(string email) =>
        app.UseAsync<TicketingDbContext, int>(db =>
            db.Set<Notification>()
                .CountAsync(n => n.Kind == SendOrderLinks.LinksKind && n.Recipient == email, TestContext.Current.CancellationToken)
        );
}
