using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.WaitingRoom;

/// <summary>Before the on-sale buyers gather; when it begins, their places are drawn.</summary>
public sealed class OnSaleLobbyTests(WaitingRoomVenueFixture venues) : IClassFixture<WaitingRoomVenueFixture>
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory, OnBothDatabases]
    public async Task A_basket_chosen_before_the_sale_is_held_when_the_buyers_turn_comes(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishBeforeSaleAsync(TimeSpan.FromMinutes(30));
        using var browser = app.NewBrowser();
        var page = await browser.OpenAsync($"/events/{show.Slug}");
        Assert.Contains("The waiting room is open.", page.Text, StringComparison.Ordinal);
        Assert.Equal("Join the waiting room", page.Document.QuerySelector(".picker button.button")?.TextContent);
        var lobby = await browser.JoinAsync(show, 2);
        Assert.Contains("You’re in the waiting room", lobby.Text, StringComparison.Ordinal);
        Assert.Contains("2 × Standing", lobby.Text, StringComparison.Ordinal);

        await app.PassAsync(TimeSpan.FromMinutes(29));
        Assert.Contains("You’re in the waiting room", (await browser.RefreshAsync(show)).Text, StringComparison.Ordinal);
        await app.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Contains("You’re next.", (await browser.RefreshAsync(show)).Text, StringComparison.Ordinal);
        await app.PassAsync(Second);
        var checkout = await browser.RefreshAsync(show);
        Assert.True(checkout.IsAtCheckout(), checkout.Text);
        Assert.Contains("2 tickets", checkout.Text, StringComparison.Ordinal);
        var order = await (await checkout.SubmitBuyerAsync()).PayAsync("paid");
        Assert.Equal(2, order.Document.QuerySelectorAll(".pass").Length);
    }

    [Theory, OnEitherDatabase]
    public async Task Places_are_drawn_among_those_who_came_before_and_later_ones_queue_behind_them(DatabaseProvider database)
    {
        const int early = 12;
        var app = venues.On(database);
        var show = await app.PublishBeforeSaleAsync(TimeSpan.FromMinutes(5));
        var buyers = new List<Browser>();
        for (var i = 0; i < early; i++)
        {
            buyers.Add(await JoinAsync());
        }

        await app.PassAsync(TimeSpan.FromMinutes(5));
        buyers.Add(await JoinAsync());
        buyers.Add(await JoinAsync());
        var order = new List<int>();
        for (var turn = 0; turn < buyers.Count; turn++)
        {
            await app.PassAsync(Second);
            for (var i = 0; i < buyers.Count; i++)
            {
                if (!order.Contains(i) && (await buyers[i].RefreshAsync(show)).IsAtCheckout())
                {
                    order.Add(i);
                }
            }

            Assert.Equal(turn + 1, order.Count);
        }

        Assert.Equal([early, early + 1], order[^2..]);
        // By chance in one of 479 million.
        Assert.NotEqual(Enumerable.Range(0, early), order[..early]);
        buyers.ForEach(buyer => buyer.Dispose());

        async Task<Browser> JoinAsync()
        {
            var browser = app.NewBrowser();
            await browser.JoinAsync(show);
            return browser;
        }
    }

    [Theory, OnEitherDatabase]
    public async Task More_than_an_hour_before_the_sale_there_is_no_waiting_room_yet(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishBeforeSaleAsync(TimeSpan.FromHours(2));
        using var browser = app.NewBrowser();
        var page = await browser.OpenAsync($"/events/{show.Slug}");
        Assert.DoesNotContain("waiting room", page.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Null(page.Document.QuerySelector(".picker button.button"));
    }
}
