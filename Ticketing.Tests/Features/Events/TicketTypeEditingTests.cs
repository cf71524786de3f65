using System.Net;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Editing;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Infrastructure.Primitives;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Events;

public sealed class TicketTypeEditingTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_new_price_counts_for_new_holds_only(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var order = await app.BuyAsync(show, "Standing", 2);
        var held = await app.PlaceHoldAsync(show, "Standing", 1);
        Assert.IsType<EditOutcome.Saved>(await app.EditTicketTypeAsync(show, "Standing", type => type.Price = "20.5"));
        Assert.Equal(1400, (await app.FindOrderAsync(order.Reference))!.Lines.Single().UnitFaceValue);
        Assert.Equal(1400, (await HoldAsync(held)).Lines.Single().FaceValue);
        Assert.Equal(2050, (await HoldAsync(await app.PlaceHoldAsync(show, "Standing", 1))).Lines.Single().FaceValue);
        var entry = (await app.GetAuditEntriesAsync(show.GetTicketTypeId("Standing"))).Single();
        Assert.Equal(("ticket-type.edited", "{\"price\":1400}", "{\"price\":2050}"), (entry.Action, entry.Before, entry.After));
    }

    [Theory, OnEitherDatabase]
    public async Task Types_of_a_draft_go_on_sale_once_it_is_published(DatabaseProvider database)
    {
        app = venues.On(database);
        var later = new TicketTypeDraft("Later", 1400, 20, type => type.SalesStartAt = app.Clock.GetUtcNow().AddDays(2));
        var draft = await app.AddEventAsync(EventStatus.Inactive, "Draft", types: [new TicketTypeDraft("Standing", 1400, 20), later]);
        using var staff = await app.SignInAsStaffAsync();
        Assert.Equal(["On sale once published", "Not on sale yet"], await GetStatesAsync());
        Assert.IsType<PublishOutcome.Done>(await app.UseAsync<PublishEvent, PublishOutcome>(p => p.PublishAsync(draft.Id, Ct)));
        Assert.Equal(["On sale", "Not on sale yet"], await GetStatesAsync());

        async Task<IEnumerable<string>> GetStatesAsync() =>
            (await staff.OpenAsync($"/admin/events/{draft.Id}/types"))
                .Document.QuerySelectorAll(".window .chip")
                .Select(chip => chip.TextContent);
    }

    [Theory, OnEitherDatabase]
    public async Task Capacity_cannot_fall_below_sold_plus_held(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(e => e.Capacity = 60);
        await app.BuyAsync(show, "Standing", 3);
        await app.PlaceHoldAsync(show, "Standing", 2);
        var refused = Assert.IsType<EditOutcome.Refused>(await app.EditTicketTypeAsync(show, "Standing", type => type.Capacity = "4"));
        Assert.Equal("3 are sold and 2 held: the capacity cannot be less than 5.", refused.Errors["Capacity"]);
        Assert.IsType<EditOutcome.Saved>(await app.EditTicketTypeAsync(show, "Standing", type => type.Capacity = "5"));
        Assert.IsType<EditOutcome.Refused>(await app.EditEventAsync(show, form => form.Capacity = "4"));
        Assert.IsType<EditOutcome.Saved>(await app.EditEventAsync(show, form => form.Capacity = "5"));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task Capacity_reduced_during_sales_never_falls_below_sold_plus_held(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 0, 60));
        var buyers = Enumerable
            .Range(0, 40)
            .Select(_ => Task.Run(() => app.TryPlaceHoldAsync(show, new Dictionary<Guid, int> { [show.GetTicketTypeId("Standing")] = 1 })));
        var staff = Enumerable
            .Range(0, 12)
            .Select(i => Task.Run(() => app.EditTicketTypeAsync(show, "Standing", type => type.Capacity = $"{50 - (4 * i)}")));
        var outcomes = await Task.WhenAll(
            staff
                .Concat<Task>(buyers)
                .ToList()
                .ConvertAll(async task =>
                {
                    await task;
                    return true;
                })
        );
        Assert.Equal(52, outcomes.Length);
        var after = (await app.GetEventAsync(show)).TicketTypes.Single();
        Assert.InRange(after.Held, 0, after.Capacity);
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task A_type_withdrawn_after_the_page_was_loaded_is_not_held(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var id = show.GetTicketTypeId("Standing");
        await app.UseAsync<EditTicketType>(edit => edit.SetOfferedAsync(show.Id, id, offered: false, Ct));
        var taken = await app.UseAsync<TicketingDbContext, StockResult>(db =>
            db.WriteAsync(
                () => new Stock(db).HoldAsync(show.Id, [new StockLine(id, 1)], Ct),
                commitIf: result => result is StockResult.Taken,
                Ct
            )
        );
        Assert.Equal(new StockResult.ShortOf(id), taken);
        Assert.IsType<HoldOutcome.Refused>(await app.TryPlaceHoldAsync(show, new Dictionary<Guid, int> { [id] = 1 }));
        await app.UseAsync<EditTicketType>(edit => edit.SetOfferedAsync(show.Id, id, offered: true, Ct));
        await app.PlaceHoldAsync(show, "Standing", 1);
    }

    [Theory, OnEitherDatabase]
    public async Task Only_types_that_were_never_held_can_be_deleted(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        await app.BuyAsync(show, "Standing", 1);
        Assert.IsType<DeletionOutcome.InUse>(await DeleteAsync(show, "Standing"));
        Assert.IsType<DeletionOutcome.Deleted>(await DeleteAsync(show, "Seated"));
        Assert.Equal(["Standing"], (await app.GetEventAsync(show)).TicketTypes.Select(t => t.Category));
        Assert.Equal("ticket-type.deleted", (await app.GetAuditEntriesAsync(show.GetTicketTypeId("Seated"))).Single().Action);
    }

    [Theory, OnEitherDatabase]
    public async Task The_order_is_changed_by_buttons_and_buyers_see_it(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        using var staff = await app.SignInAsStaffAsync();
        var page = await staff.OpenAsync($"/admin/events/{show.Id}/types");
        await page.SubmitAsync($"form[action*='handler=Move&type={show.GetTicketTypeId("Seated")}&up=true']");
        using var visitor = app.NewBrowser();
        var names = (await visitor.OpenAsync($"/events/{show.Slug}"))
            .Document.QuerySelectorAll("li.type .what b")
            .Select(b => b.TextContent);
        Assert.Equal(["Seated", "Standing"], names);
    }

    [Theory, OnEitherDatabase]
    public async Task Conflicting_edits_of_a_type_are_reported(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        using var staff = await app.SignInAsStaffAsync();
        var page = await staff.OpenAsync($"/admin/events/{show.Id}/types");
        await app.EditTicketTypeAsync(show, "Standing", type => type.Price = "18");
        var refused = (
            await page.SubmitAsync("form[data-type='Standing']", new Dictionary<string, string> { ["Form.Price"] = "16" })
        ).ExpectStatus(HttpStatusCode.Conflict);
        Assert.Contains("18.00", refused.Document.QuerySelector(".notice.warn")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1800, (await app.GetEventAsync(show)).TicketTypes[0].Price);
        (await refused.SubmitAsync("form[data-type='Standing']")).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal(1600, (await app.GetEventAsync(show)).TicketTypes[0].Price);
    }

    [Theory]
    [InlineData("14", 1400)]
    [InlineData("14.00", 1400)]
    [InlineData("14,5", 1450)]
    [InlineData("£ 14.5", 1450)]
    [InlineData("0", 0)]
    [InlineData("14.005", null)]
    [InlineData("1,400.00", null)]
    [InlineData("-1", null)]
    [InlineData("1e3", null)]
    [InlineData("", null)]
    [InlineData("99999999999999999999", null)]
    public void Prices_are_read_as_people_type_them(string text, int? pence) => Assert.Equal(pence, Money.Parse(text, "GBP")?.MinorUnits);

    [Fact]
    public void Each_currency_has_its_own_digits()
    {
        Assert.Equal(1400, Money.Parse("1400", "JPY")!.Value.MinorUnits);
        Assert.Null(Money.Parse("14.5", "JPY"));
        Assert.Equal(14_005, Money.Parse("14.005", "KWD")!.Value.MinorUnits);
    }

    private Task<DeletionOutcome> DeleteAsync(Event show, string category) =>
        app.UseAsync<DeleteTicketType, DeletionOutcome>(delete => delete.DeleteAsync(show.Id, show.GetTicketTypeId(category), Ct));

    private async Task<Hold> HoldAsync(string code) => (await app.UseAsync<TicketHolds, Hold?>(holds => holds.FindAsync(code, Ct)))!;
}
