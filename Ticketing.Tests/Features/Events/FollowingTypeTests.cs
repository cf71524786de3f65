using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Editing;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Tests.Features.ClientBudgets;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Events;

/// <summary>An early bird that hands over to the next ticket type.</summary>
public sealed class FollowingTypeTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const int EarlyPlaces = FollowingTypeSteps.EarlyPlaces;
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task The_next_type_goes_on_sale_when_the_first_is_sold_out(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishTiersAsync();
        await app.AssertOnSaleAsync(show, "Early bird");
        Assert.Equal(new LineRefusal.Following("Early bird"), await app.GetRefusalAsync(show, "Standard"));
        await app.BuyAsync(show, "Early bird", EarlyPlaces - 1);
        await app.AssertOnSaleAsync(show, "Early bird");
        await app.BuyAsync(show, "Early bird", 1);

        await app.AssertOnSaleAsync(show, "Standard");
        await app.BuyAsync(show, "Standard", 2);
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task The_next_type_goes_on_sale_when_the_first_one_s_sale_ends(DatabaseProvider database)
    {
        await using var own = new TicketingApp(database);
        app = own;
        var show = await app.PublishTiersAsync(early => early.SalesEndAt = app.Clock.GetUtcNow().AddDays(3));
        await app.AssertOnSaleAsync(show, "Early bird");
        app.Clock.Advance(TimeSpan.FromDays(3));
        await app.AssertOnSaleAsync(show, "Standard");
        await app.BuyAsync(show, "Standard", 1);
    }

    [Theory, OnBothDatabases]
    public async Task The_statement_itself_refuses_a_type_whose_turn_it_is_not(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishTiersAsync();
        var standard = show.GetTicketTypeId("Standard");
        Assert.Equal(new StockResult.ShortOf(standard), await app.TryTakeAsync(show, [], [new StockLine(standard, 1)]));
        await app.PlaceHoldAsync(show, "Early bird", EarlyPlaces);
        Assert.IsType<StockResult.Taken>(await app.TryTakeAsync(show, [], [new StockLine(standard, 1)]));
        var late = show.GetTicketTypeId("Late");
        Assert.Equal(new StockResult.ShortOf(late), await app.TryTakeAsync(show, [], [new StockLine(late, 1)]));
    }

    [Theory, OnBothDatabases]
    public async Task While_the_last_early_birds_are_bought_nobody_gets_the_next_price_too_soon(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishTiersAsync();
        var standard = new Dictionary<Guid, int> { [show.GetTicketTypeId("Standard")] = 1 };
        var buying = Task.Run(() => app.BuyAsync(show, "Early bird", EarlyPlaces), Ct);
        var tries = await Task.WhenAll(Enumerable.Range(0, 15).Select(_ => Task.Run(() => TryAsync(), Ct)));
        await buying;
        Assert.DoesNotContain(
            tries,
            attempt => attempt is { Outcome: HoldOutcome.Placed, TakenBefore: < EarlyPlaces, TakenAfter: < EarlyPlaces }
        );
        await app.AssertOnSaleAsync(show, "Standard");
        await app.AssertInvariantsAsync();

        async Task<(HoldOutcome Outcome, int TakenBefore, int TakenAfter)> TryAsync()
        {
            var before = await GetTakenAsync(show);
            var outcome = await app.TryPlaceHoldAsync(show, standard);
            return (outcome, before, await GetTakenAsync(show));
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_type_in_the_middle_that_is_withdrawn_does_not_open_the_last(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishTiersAsync();
        var middle = show.GetTicketTypeId("Standard");
        await app.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(
                () =>
                    db.Set<TicketType>()
                        .Where(type => type.Id == middle)
                        .ExecuteUpdateAsync(set => set.SetProperty(t => t.IsWithdrawn, true), Ct),
                ct: Ct
            )
        );
        await app.AssertOnSaleAsync(show, "Early bird");
        Assert.Equal(new LineRefusal.Following("Early bird"), await app.GetRefusalAsync(show, "Late"));
        await app.BuyAsync(show, "Early bird", EarlyPlaces);
        await app.AssertOnSaleAsync(show, "Late");
    }

    [Theory, OnBothDatabases]
    public async Task The_room_s_last_place_is_sold_by_the_next_type_if_the_first_is_sold_in_pairs(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(
            e => e.Capacity = 3,
            new TicketTypeDraft("Pair", 1400, 10, type => type.MinPerOrder = 2),
            new TicketTypeDraft("Single", 2000, 10)
        );
        await app.LetFollowAsync(show, "Pair", "Single");
        await app.AssertOnSaleAsync(show, "Pair");
        await app.BuyAsync(show, "Pair", 2);
        await app.AssertOnSaleAsync(show, "Single");
        await app.BuyAsync(show, "Single", 1);
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task The_next_type_stays_on_sale_beside_a_refunded_early_bird(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishTiersAsync();
        var order = await app.BuyAsync(show, "Early bird", EarlyPlaces);
        await app.AssertOnSaleAsync(show, "Standard");
        using var buyer = app.NewBrowser();
        var seen = await buyer.OpenAsync($"/events/{show.Slug}");
        await app.StartRefundAsync(order, 1);

        await app.AssertOnSaleAsync(show, "Early bird", "Standard");
        var standard = show.GetTicketTypeId("Standard");
        Assert.IsType<StockResult.Taken>(await app.TryTakeAsync(show, [], [new StockLine(standard, 2)]));
        var basket = await seen.SubmitAsync("form[method=post]", new Dictionary<string, string> { [$"Quantities[{standard}]"] = "2" });
        Assert.StartsWith("/checkout/", basket.Path, StringComparison.Ordinal);

        // A basket with the early bird that came back changes nothing, nor do more refunds.
        await app.ReleaseAsync(await app.PlaceHoldAsync(show, "Early bird", 1));
        await app.StartRefundAsync(order, 2);
        await app.AssertOnSaleAsync(show, "Early bird", "Standard");
        var rows = (await buyer.OpenAsync($"/events/{show.Slug}")).Document.QuerySelectorAll("li.type").ToList();
        Assert.DoesNotContain("Then Standard", rows[0].TextContent, StringComparison.Ordinal);
        Assert.NotNull(rows[1].QuerySelector("input"));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task A_refund_before_the_early_birds_are_gone_hands_nothing_over(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishTiersAsync();
        var order = await app.BuyAsync(show, "Early bird", EarlyPlaces - 1);
        await app.StartRefundAsync(order, 1);
        await app.AssertOnSaleAsync(show, "Early bird");
        Assert.Equal(new LineRefusal.Following("Early bird"), await app.GetRefusalAsync(show, "Standard"));
        var standard = show.GetTicketTypeId("Standard");
        Assert.Equal(new StockResult.ShortOf(standard), await app.TryTakeAsync(show, [], [new StockLine(standard, 1)]));
    }

    [Theory, OnEitherDatabase]
    public async Task Withdrawing_the_first_type_opens_the_next(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishTiersAsync();
        await app.UseAsync<EditTicketType>(edit => edit.SetOfferedAsync(show.Id, show.GetTicketTypeId("Early bird"), offered: false, Ct));
        await app.AssertOnSaleAsync(show, "Standard");
    }

    [Theory, OnEitherDatabase]
    public async Task The_box_office_sells_every_type(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishTiersAsync();
        await app.SellAsync(show, "Standard", 1);
        Assert.Equal(1, (await app.GetEventAsync(show)).TicketTypes.Single(type => type.Category == "Standard").Sold);
    }

    [Theory, OnEitherDatabase]
    public async Task Buyers_see_the_price_in_force_and_what_comes_next(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishTiersAsync();
        using var visitor = app.NewBrowser();
        var rows = (await visitor.OpenAsync($"/events/{show.Slug}")).Document.QuerySelectorAll("li.type").ToList();
        Assert.Contains("Then Standard at £21.30", rows[0].TextContent, StringComparison.Ordinal);
        Assert.NotNull(rows[0].QuerySelector("input"));
        Assert.Contains("On sale when Early bird is sold out", rows[1].TextContent, StringComparison.Ordinal);
        Assert.Null(rows[1].QuerySelector("input"));
    }

    [Theory, OnEitherDatabase]
    public async Task Staff_choose_the_next_type_and_cannot_make_types_wait_for_each_other(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        using var staff = await app.SignInAsStaffAsync();
        var page = await staff.OpenAsync($"/admin/events/{show.Id}/types");
        var seated = show.GetTicketTypeId("Seated");
        var saved = await page.SubmitAsync(
            "form[data-type='Standing']",
            new Dictionary<string, string> { ["Form.FollowedBy"] = seated.ToString() }
        );
        Assert.Contains("then Seated", saved.Text, StringComparison.Ordinal);
        await app.AssertOnSaleAsync(show, "Standing");
        var entry = (await app.GetAuditEntriesAsync(show.GetTicketTypeId("Standing"))).Single();
        Assert.Equal(("{\"followedBy\":\"\"}", "{\"followedBy\":\"Seated\"}"), (entry.Before, entry.After));

        var circle = await saved.SubmitAsync(
            "form[data-type='Seated']",
            new Dictionary<string, string> { ["Form.FollowedBy"] = show.GetTicketTypeId("Standing").ToString() }
        );
        Assert.Contains(
            "wait for each other",
            circle.Document.QuerySelector(".field .error:not(:empty)")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Null((await app.GetEventAsync(show)).TicketTypes.Single(type => type.Id == seated).FollowedById);
    }

    [Theory, OnEitherDatabase]
    public async Task Types_of_other_events_cannot_follow(DatabaseProvider database)
    {
        app = venues.On(database);
        var (show, other) = (await app.PublishEventAsync(), await app.PublishEventAsync());
        var foreign = other.GetTicketTypeId("Seated").ToString();
        var refused = await app.EditTicketTypeAsync(show, "Standing", type => type.FollowedBy = foreign);
        Assert.Equal(["FollowedBy"], Assert.IsType<EditOutcome.Refused>(refused).Errors.Keys);
    }

    [Theory, OnEitherDatabase]
    public async Task A_copy_of_the_event_keeps_the_order_and_a_deleted_type_closes_its_gap(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishTiersAsync();
        var saved = await app.UseAsync<DuplicateEvent, EditOutcome>(duplicate =>
            duplicate.CopyAsync(show.Id, "Again", new() { Date = "2031-05-02", Time = "20:00" }, Ct)
        );
        var copy = await app.UseAsync<Ticketing.Features.Events.Catalog.EventQueries, Event?>(events =>
            events.FindAsync(Assert.IsType<EditOutcome.Saved>(saved).Id, Ct)
        );
        Assert.NotNull(copy);
        Assert.Equal(copy.GetTicketTypeId("Standard"), copy.TicketTypes.Single(type => type.Category == "Early bird").FollowedById);
        await app.UseAsync<DeleteTicketType, DeletionOutcome>(delete => delete.DeleteAsync(copy.Id, copy.GetTicketTypeId("Standard"), Ct));
        Assert.Equal(
            [copy.GetTicketTypeId("Late"), null],
            (await app.GetEventAsync(copy)).TicketTypes.OrderBy(type => type.Position).Select(type => type.FollowedById)
        );
    }

    private async Task<int> GetTakenAsync(Event show)
    {
        var early = (await app.GetEventAsync(show)).TicketTypes.Single(type => type.Category == "Early bird");
        return early.Held + early.Sold;
    }
}
