using Ticketing.Features.Events;
using Ticketing.Features.Promotions;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Features.WaitingRoom;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Promotions;

public sealed class PromoCodeInRoomTests(WaitingRoomVenueFixture venues) : IClassFixture<WaitingRoomVenueFixture>
{
    [Theory, OnEitherDatabase]
    public async Task Hidden_tickets_are_bought_without_waiting_for_public_ones(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync(
            new TicketTypeDraft("Standing", 1400, 1),
            new TicketTypeDraft("Members", 900, 10, type => type.IsHidden = true)
        );
        await app.AddCodeAsync(show, PromoCodeKind.Access, 0, code => code.TicketTypeIds = [show.GetTicketTypeId("Members")], "FRIENDS");
        await app.BuyAsync(show, "Standing", 1);
        await app.SwitchOnAsync(show);
        using var member = app.NewBrowser();
        using var both = app.NewBrowser();
        Assert.True((await ChooseAsync(member, show, "FRIENDS", "Members")).IsAtCheckout());
        Assert.False((await ChooseAsync(both, show, "FRIENDS", "Members", "Standing")).IsAtCheckout());
    }

    [Theory, OnEitherDatabase]
    public async Task Tickets_with_the_last_use_of_a_code_are_changed_while_others_wait(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        await app.AddCodeAsync(show, change: code => code.MaxOrders = 1);
        using var buyer = app.NewBrowser();
        Assert.True((await ChooseAsync(buyer, show, "SPRING", "Standing")).IsAtCheckout());
        await app.SwitchOnAsync(show);
        var changed = await ChooseAsync(buyer, show, "SPRING", "Seated");
        Assert.DoesNotContain("has been used up", changed.Text, StringComparison.Ordinal);
        Assert.True(changed.IsAtCheckout() || changed.Path == $"/events/{show.Slug}/queue", changed.Text);
    }

    private static Task<BrowserPage> ChooseAsync(Browser browser, Event show, string code, params string[] categories) =>
        browser.PostAsync(
            $"/events/{show.Slug}",
            categories.Select(category => ($"Quantities[{show.GetTicketTypeId(category)}]", "1")).Append(("PromoCode", code)).ToDictionary()
        );
}
