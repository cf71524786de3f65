using System.Collections.Concurrent;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Holds;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Features.ClientBudgets;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Events;

/// <summary>Early birds in baskets: the next ticket type is sold meanwhile.</summary>
public sealed class FollowingTypeBasketTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const int EarlyPlaces = FollowingTypeSteps.EarlyPlaces;
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task The_next_type_goes_on_sale_when_all_of_the_first_are_held_and_waits_again_if_they_come_back(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishTiersAsync();
        var basket = await app.PlaceHoldAsync(show, "Early bird", EarlyPlaces - 1);
        await app.AssertOnSaleAsync(show, "Early bird");
        await app.PlaceHoldAsync(show, "Early bird", 1);
        Assert.Equal(
            [("Early bird", SaleState.AllHeld), ("Standard", SaleState.OnSale), ("Late", SaleState.Following)],
            await app.GetStatesAsync(show)
        );
        await app.PlaceHoldAsync(show, "Standard", 2);
        await app.ReleaseAsync(basket);
        await app.AssertOnSaleAsync(show, "Early bird");
        Assert.Equal(new LineRefusal.Following("Early bird"), await app.GetRefusalAsync(show, "Standard"));
    }

    [Theory, OnBothDatabases]
    public async Task A_buyer_s_own_basket_does_not_open_the_next_type(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishTiersAsync();
        await app.ChangeTicketsAsync(show, "ada", ("Early bird", EarlyPlaces));
        var refused = Assert.IsType<HoldOutcome.Refused>(await app.ChangeTicketsAsync(show, "ada", ("Standard", 1)));
        Assert.Equal(new LineRefusal.Following("Early bird"), refused.Lines.Single().Reason);

        // Nor in the statement, whichever type was created first.
        foreach (var (first, next) in new[] { ("Early bird", "Standard"), ("Seated", "Standing") })
        {
            var own = first == "Seated" ? await PublishReversedAsync() : show;
            var (one, other) = (own.GetTicketTypeId(first), own.GetTicketTypeId(next));
            Assert.Equal(
                new StockResult.ShortOf(other),
                await app.TryTakeAsync(own, [new StockLine(one, EarlyPlaces)], [new StockLine(other, 1)])
            );
        }

        async Task<Event> PublishReversedAsync()
        {
            var reversed = await app.PublishEventAsync(
                new TicketTypeDraft("Standing", 2000, 20),
                new TicketTypeDraft("Seated", 1400, EarlyPlaces)
            );
            await app.LetFollowAsync(reversed, "Seated", "Standing");
            await app.PlaceHoldAsync(reversed, "Seated", EarlyPlaces);
            return reversed;
        }
    }

    [Theory, OnBothDatabases]
    public async Task Who_holds_some_of_the_next_type_keeps_them_when_the_first_is_available_again(DatabaseProvider database)
    {
        app = venues.On(database);
        var (show, basket) = await PublishWithEarlyBirdsHeldAsync();
        await ChangeAsync(("Standard", 4), ("Balcony", 1));
        await app.ReleaseAsync(basket);
        await AssertRefusedAsync(5);
        await ChangeAsync(("Standard", 4), ("Balcony", 2));
        await ChangeAsync(("Standard", 3), ("Balcony", 1));
        await AssertRefusedAsync(4);
        Assert.Equal(new LineRefusal.Following("Early bird"), await app.GetRefusalAsync(show, "Standard"));
        await app.AssertInvariantsAsync();

        // The same in the statement.
        var standard = show.GetTicketTypeId("Standard");
        Assert.IsType<StockResult.Taken>(await app.TryTakeAsync(show, [new(standard, 3)], [new(standard, 3)]));
        Assert.Equal(new StockResult.ShortOf(standard), await app.TryTakeAsync(show, [new(standard, 3)], [new(standard, 4)]));

        async Task ChangeAsync(params (string, int)[] wanted) =>
            Assert.IsType<HoldOutcome.Placed>(await app.ChangeTicketsAsync(show, "ada", wanted));

        async Task AssertRefusedAsync(int quantity)
        {
            var refused = await app.ChangeTicketsAsync(show, "ada", ("Standard", quantity), ("Balcony", 1));
            Assert.Equal(
                new RefusedLine(show.GetTicketTypeId("Standard"), "Standard", new LineRefusal.Following("Early bird")),
                Assert.Single(Assert.IsType<HoldOutcome.Refused>(refused).Lines)
            );
        }
    }

    [Theory, OnBothDatabases]
    public async Task The_page_to_change_tickets_still_offers_what_the_buyer_holds_of_the_next_type(DatabaseProvider database)
    {
        app = venues.On(database);
        var (show, basket) = await PublishWithEarlyBirdsHeldAsync();
        using var visitor = app.NewBrowser();
        var (standard, balcony) = (GetField("Standard"), GetField("Balcony"));
        await visitor.ChooseTicketsAsync(show, ("Standard", 4), ("Balcony", 1));
        await app.ReleaseAsync(basket);
        var page = await visitor.OpenAsync($"/events/{show.Slug}/change");
        var input = page.Document.QuerySelector($"input[name='{standard}']")!;
        Assert.Equal(
            ("4", "4", "On sale when Early bird is sold out"),
            (input.GetAttribute("value"), input.GetAttribute("max"), input.GetAttribute("data-above"))
        );
        Assert.Contains("On sale when Early bird is sold out", input.Closest("li")!.TextContent, StringComparison.Ordinal);
        await page.SubmitAsync("form.picker", new Dictionary<string, string> { [balcony] = "2" });
        Assert.Equal((6, 0), await app.GetStockAsync(show));

        string GetField(string category) => $"Quantities[{show.GetTicketTypeId(category)}]";
    }

    [Theory, OnBothDatabases]
    public async Task The_room_s_last_place_is_sold_by_the_first_type(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishTiersAsync(capacity: 1);
        var standard = show.GetTicketTypeId("Standard");
        Assert.Equal(new StockResult.ShortOf(standard), await app.TryTakeAsync(show, [], [new StockLine(standard, 1)]));
        await app.BuyAsync(show, "Early bird", 1);
    }

    [Theory, OnBothDatabases]
    public async Task Baskets_that_come_and_go_never_stop_the_sale_or_sell_too_many(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishTiersAsync();
        var wanted = new Dictionary<Guid, int> { [show.GetTicketTypeId("Standard")] = 1 };
        var outcomes = new ConcurrentBag<HoldOutcome>();
        await Task.WhenAll([
            Task.Run(ComeAndGoAsync, Ct),
            .. Enumerable
                .Range(0, 4)
                .Select(_ =>
                    Task.Run(
                        async () =>
                        {
                            for (var tries = 0; tries < 10; tries++)
                            {
                                outcomes.Add(await app.TryPlaceHoldAsync(show, wanted));
                            }
                        },
                        Ct
                    )
                ),
        ]);
        Assert.All(
            outcomes,
            outcome =>
                Assert.True(
                    outcome is HoldOutcome.Placed
                        || outcome is HoldOutcome.Refused { Lines: [{ Reason: LineRefusal.Following or LineRefusal.NotEnoughLeft }] },
                    $"{outcome}"
                )
        );
        await app.AssertOnSaleAsync(show, "Early bird");
        await app.AssertInvariantsAsync();

        async Task ComeAndGoAsync()
        {
            for (var round = 0; round < 10; round++)
            {
                await app.ReleaseAsync(await app.PlaceHoldAsync(show, "Early bird", EarlyPlaces));
            }
        }
    }

    [Theory, OnEitherDatabase]
    public async Task Buyers_and_programs_see_the_next_type_on_sale_while_the_first_is_in_baskets(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishTiersAsync();
        await app.PlaceHoldAsync(show, "Early bird", EarlyPlaces);
        using var visitor = app.NewBrowser();
        var rows = (await visitor.OpenAsync($"/events/{show.Slug}")).Document.QuerySelectorAll("li.type").ToList();
        Assert.Contains("All in other people’s baskets", rows[0].TextContent, StringComparison.Ordinal);
        Assert.NotNull(rows[1].QuerySelector("input"));
        var types = (await app.GetApiAsync($"/api/v1/events/{show.Id}/availability")).Json.GetProperty("ticketTypes");
        Assert.Equal(["allHeld", "onSale", "following"], types.EnumerateArray().Select(type => type.GetProperty("state").GetString()));
    }

    private async Task<(Event Show, string Basket)> PublishWithEarlyBirdsHeldAsync()
    {
        var show = await app.PublishEventAsync(
            new TicketTypeDraft("Early bird", 1400, EarlyPlaces),
            new TicketTypeDraft("Standard", 2000, 20),
            new TicketTypeDraft("Balcony", 2500, 20)
        );
        await app.LetFollowAsync(show, "Early bird", "Standard");
        return (show, await app.PlaceHoldAsync(show, "Early bird", EarlyPlaces));
    }
}
