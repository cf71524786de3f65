using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Promotions;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.WaitingRoom;

public sealed class PromoCodesInLineTests(WaitingRoomVenueFixture venues) : IClassFixture<WaitingRoomVenueFixture>
{
    [Theory, OnEitherDatabase]
    public async Task A_code_is_kept_until_the_turn_comes(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishWithLineAsync();
        await app.AddCodeAsync(show, PromoCodeKind.Amount, 400, code: "FRIENDS");
        using var browser = app.NewBrowser();
        var waiting = await ChooseAsync(browser, show, "friends");
        Assert.Equal($"/events/{show.Slug}/queue", waiting.Path);
        Assert.Contains("Promo code: friends", waiting.Text, StringComparison.Ordinal);
        Assert.Equal($"/events/{show.Slug}?code=friends", waiting.Document.QuerySelector("main a.button")!.GetAttribute("href"));

        await app.PassAsync(TimeSpan.FromSeconds(1));
        var checkout = await browser.RefreshAsync(show);
        Assert.True(checkout.IsAtCheckout(), checkout.Text);
        Assert.Contains("−£4.00", checkout.Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task A_code_that_was_used_up_meanwhile_is_refused_at_the_turn_with_the_reason(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishWithLineAsync();
        var code = await app.AddCodeAsync(show, change: code => code.MaxOrders = 1, code: "FRIENDS");
        using var browser = app.NewBrowser();
        await ChooseAsync(browser, show, "FRIENDS");
        await app.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(
                () => db.Set<PromoCode>().Where(c => c.Id == code.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.UsedOrders, 1)),
                ct: TestContext.Current.CancellationToken
            )
        );

        await app.PassAsync(TimeSpan.FromSeconds(1));
        var turn = await browser.RefreshAsync(show);
        Assert.Contains("This code has been used up.", turn.Document.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(turn.Document.QuerySelector($"main a[href='/events/{show.Slug}?code=FRIENDS']"));
    }

    [Theory, OnEitherDatabase]
    public async Task Nobody_waits_with_a_code_that_is_refused(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishWithLineAsync();
        await app.AddCodeAsync(show, code: "FRIENDS");
        using var browser = app.NewBrowser();
        var refused = await ChooseAsync(browser, show, "FIENDS");
        refused.ExpectStatus(HttpStatusCode.Conflict);
        Assert.Equal("FIENDS", refused.Document.QuerySelector("#PromoCode")!.GetAttribute("value"));
    }

    [Theory, OnEitherDatabase]
    public async Task Hidden_tickets_are_not_named_in_a_line_without_their_code(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync(
            new TicketTypeDraft("Standing", 1400, 10),
            new TicketTypeDraft("Members", 900, 10, type => type.IsHidden = true)
        );
        await app.SwitchOnAsync(show);
        using var browser = app.NewBrowser();
        var guessed = await ChooseAsync(browser, show, "", "Members");
        guessed.ExpectStatus(HttpStatusCode.Conflict);
        Assert.DoesNotContain("Members", guessed.Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task A_presale_does_not_wait_for_the_sale_to_everybody(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishBeforeSaleAsync(TimeSpan.FromMinutes(30));
        await app.AddCodeAsync(show, PromoCodeKind.Access, 0, code => code.OpensPresale = true, "EARLY");
        using var member = app.NewBrowser();
        using var stranger = app.NewBrowser();

        Assert.True((await ChooseAsync(member, show, "EARLY")).IsAtCheckout());
        Assert.False((await ChooseAsync(stranger, show, "")).IsAtCheckout());
    }

    private static Task<BrowserPage> ChooseAsync(Browser browser, Event show, string code, string category = "Standing") =>
        browser.PostAsync(
            $"/events/{show.Slug}",
            new Dictionary<string, string>
            {
                [$"Quantities[{show.TicketTypes.Single(type => type.Category == category).Id}]"] = "1",
                ["PromoCode"] = code,
            }
        );
}
