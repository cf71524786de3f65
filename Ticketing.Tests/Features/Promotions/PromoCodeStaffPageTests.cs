using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Promotions;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Promotions;

public sealed class PromoCodeStaffPageTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task Staff_add_a_code_that_buyers_can_use_at_once(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        using var staff = await app.SignInAsStaffAsync();
        using var buyer = app.NewBrowser();
        await buyer.OpenAsync($"/events/{show.Slug}");
        var list = await AddAsync(
            staff,
            show,
            ("Code", "Spring-10"),
            ("Kind", "Percent"),
            ("Value", "12.5"),
            ("MaxTickets", "100"),
            ("TicketTypeIds", show.GetTicketTypeId("Seated").ToString())
        );
        list.ExpectStatus(HttpStatusCode.OK);
        Assert.Contains("12.5% off", list.Text, StringComparison.Ordinal);
        Assert.Contains("0 of 100 tickets", list.Text, StringComparison.Ordinal);
        var code = await FindAsync(app, show, "SPRING-10");
        Assert.Equal((1250, 100), (code.Value, code.MaxTickets));
        Assert.Equal([show.GetTicketTypeId("Seated")], code.TicketTypeIds);
        Assert.Equal("promo-code.created", Assert.Single(await app.GetAuditEntriesAsync(code.Id)).Action);
        Assert.NotNull((await buyer.OpenAsync($"/events/{show.Slug}")).Document.QuerySelector("#PromoCode"));
        await app.HoldWithCodeAsync(show, "spring-10", "Seated");
    }

    [Theory, OnEitherDatabase]
    public async Task What_cannot_be_saved_is_explained_and_kept(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        using var staff = await app.SignInAsStaffAsync();
        await AddAsync(staff, show, ("Code", "SPRING"), ("Kind", "Amount"), ("Value", "5"));
        foreach (
            var (field, says, values) in new (string, string, (string, string)[])[]
            {
                ("Code", "already exists", [("Code", "spring"), ("Kind", "Percent"), ("Value", "10")]),
                ("Code", "letters", [("Code", "50% off"), ("Kind", "Percent"), ("Value", "10")]),
                ("Value", "percentage", [("Code", "NEW"), ("Kind", "Percent"), ("Value", "101")]),
                ("Value", "amount", [("Code", "NEW"), ("Kind", "Amount"), ("Value", "0")]),
                ("Kind", "unlocks", [("Code", "NEW"), ("Kind", "Access")]),
                ("MaxOrders", "whole number", [("Code", "NEW"), ("Kind", "FixedPrice"), ("Value", "0"), ("MaxOrders", "0")]),
                ("Budget", "amount", [("Code", "NEW"), ("Kind", "Percent"), ("Value", "10"), ("Budget", "lots")]),
            }
        )
        {
            var page = await AddAsync(staff, show, values);
            page.ExpectStatus(HttpStatusCode.BadRequest);
            Assert.Contains(says, page.Document.QuerySelector($"#{field}-error")!.TextContent, StringComparison.Ordinal);
            Assert.Equal(values[0].Item2, page.Document.QuerySelector("#Code")!.GetAttribute("value"));
        }
    }

    [Theory, OnEitherDatabase]
    public async Task A_code_is_changed_ended_resumed_and_deleted(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        var code = await app.AddCodeAsync(show, change: c => c.MaxTickets = 5);
        await app.HoldWithCodeAsync(show, "SPRING", quantity: 2);
        using var staff = await app.SignInAsStaffAsync();
        var path = $"/admin/promo-codes/{code.Id}";
        var page = await staff.OpenAsync(path);
        Assert.Null(page.Document.QuerySelector("form[action*=Delete]"));
        Assert.Contains($"/events/{show.Slug}?code=SPRING", page.Text, StringComparison.Ordinal);
        var refused = await page.SubmitAsync("form[action*=Save]", new Dictionary<string, string> { ["MaxTickets"] = "1" });
        refused.ExpectStatus(HttpStatusCode.BadRequest);
        await page.SubmitAsync("form[action*=Save]", new Dictionary<string, string> { ["MaxTickets"] = "2", ["Value"] = "20" });
        Assert.Equal((2, 2000), await ReadAsync(app, show, c => (c.MaxTickets, c.Value)));

        // Somebody else saves from the page as it was.
        var late = await page.SubmitAsync("form[action*=Save]", new Dictionary<string, string> { ["Value"] = "30" });
        late.ExpectStatus(HttpStatusCode.Conflict);

        await (await staff.OpenAsync(path)).SubmitAsync("form[action*=End]");
        Assert.NotNull((await FindAsync(app, show, "SPRING")).EndedAt);
        await (await staff.OpenAsync(path)).SubmitAsync("form[action*=Resume]");
        Assert.Null((await FindAsync(app, show, "SPRING")).EndedAt);

        var unused = await app.AddCodeAsync(show, code: "UNUSED");
        await (await staff.OpenAsync($"/admin/promo-codes/{unused.Id}")).SubmitAsync("form[action*=Delete]");
        Assert.Equal(HttpStatusCode.NotFound, (await staff.OpenAsync($"/admin/promo-codes/{unused.Id}")).Status);
    }

    [Theory, OnEitherDatabase]
    public async Task A_code_for_all_events_is_used_at_each_of_them(DatabaseProvider database)
    {
        var app = venues.On(database);
        var (one, other) = (await app.PublishEventAsync(), await app.PublishEventAsync());
        using var staff = await app.SignInAsStaffAsync();
        var name = $"ALL-{Guid.NewGuid():N}"[..20];
        var list = await staff.OpenAsync("/admin/promo-codes");
        await list.SubmitAsync(
            "form[action*=Add]",
            new Dictionary<string, string>
            {
                ["Code"] = name,
                ["Kind"] = "FixedPrice",
                ["Value"] = "10.00",
            }
        );
        await app.HoldWithCodeAsync(one, name);
        await app.HoldWithCodeAsync(other, name);
        Assert.Contains("2 orders", (await staff.OpenAsync("/admin/promo-codes")).Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task A_ticket_type_is_hidden_on_its_form(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        await app.EditTicketTypeAsync(show, "Seated", form => form.IsHidden = true);
        Assert.True((await app.GetEventAsync(show)).TicketTypes.Single(type => type.Category == "Seated").IsHidden);
        using var staff = await app.SignInAsStaffAsync();
        var page = await staff.OpenAsync($"/admin/events/{show.Id}/types");
        Assert.Contains("Hidden", page.Document.QuerySelectorAll("ol.types .chip").Select(chip => chip.TextContent));
        Assert.Single(page.Document.QuerySelectorAll("ol.types [name='Form.IsHidden'][checked]"));
    }

    [Theory, OnEitherDatabase]
    public async Task A_batch_is_made_downloaded_used_and_ended(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        using var staff = await app.SignInAsStaffAsync();
        (await AddAsync(staff, show, ("Code", "CREW"), ("Kind", "Percent"), ("Value", "10"), ("Count", "9999"))).ExpectStatus(
            HttpStatusCode.BadRequest
        );
        var list = await AddAsync(staff, show, ("Code", "CREW"), ("Kind", "Percent"), ("Value", "10"), ("Count", "25"));
        Assert.Contains("0 of 25 codes", list.Text, StringComparison.Ordinal);
        var file = list.Document.QuerySelector("a[href$='.csv']")!.GetAttribute("href")!;
        var lines = Encoding.UTF8.GetString(await staff.DownloadAsync(file)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("Code,Link,Tickets,Orders", lines[0]);
        var codes = lines.Skip(1).Select(line => line.Split(',')).ToList();
        Assert.Equal(25, codes.DistinctBy(code => code[0]).Count());
        Assert.All(codes, code => Assert.EndsWith($"/events/{show.Slug}?code={code[0]}", code[1], StringComparison.Ordinal));

        // Each is for one order, unless staff say otherwise.
        await app.HoldWithCodeAsync(show, codes[0][0]);
        Assert.IsType<HoldOutcome.CodeRefused>(await app.TryHoldWithCodeAsync(show, codes[0][0]));
        await app.HoldWithCodeAsync(show, codes[1][0]);
        list = await staff.OpenAsync($"/admin/events/{show.Id}/promo-codes");
        Assert.Contains("2 of 25 codes", list.Text, StringComparison.Ordinal);
        await list.SubmitAsync("form[action*=EndBatch]");
        Assert.IsType<HoldOutcome.CodeRefused>(await app.TryHoldWithCodeAsync(show, codes[2][0]));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task A_code_for_a_deleted_type_does_not_become_one_for_all(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        var (deleted, kept) = (show.GetTicketTypeId("Seated"), show.GetTicketTypeId("Standing"));
        var code = await app.AddCodeAsync(show, change: c => c.TicketTypeIds = [deleted]);
        await app.UseAsync<DeleteTicketType>(delete => delete.DeleteAsync(show.Id, deleted, Ct));
        using var staff = await app.SignInAsStaffAsync();
        var page = await staff.OpenAsync($"/admin/promo-codes/{code.Id}");
        var refused = await page.SubmitAsync("form[action*=Save]", new Dictionary<string, string> { ["Note"] = "Spring" });
        refused.ExpectStatus(HttpStatusCode.BadRequest);
        Assert.Contains("deleted", refused.Document.QuerySelector("#TicketTypeIds-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal([deleted], (await FindAsync(app, show, "SPRING")).TicketTypeIds);
        await refused.SubmitAsync("form[action*=Save]", new Dictionary<string, string> { ["TicketTypeIds"] = kept.ToString() });
        Assert.Equal([kept], (await FindAsync(app, show, "SPRING")).TicketTypeIds);
    }

    [Theory, OnEitherDatabase]
    public async Task A_code_of_a_batch_keeps_its_name(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        using var staff = await app.SignInAsStaffAsync();
        await AddAsync(staff, show, ("Code", "CREW"), ("Kind", "Percent"), ("Value", "10"), ("Count", "2"));
        var code = await app.UseAsync<TicketingDbContext, PromoCode>(db =>
            db.Set<PromoCode>().AsNoTracking().FirstAsync(c => c.EventId == show.Id, Ct)
        );
        var page = await staff.OpenAsync($"/admin/promo-codes/{code.Id}");
        var refused = await page.SubmitAsync("form[action*=Save]", new Dictionary<string, string> { ["Code"] = "RENAMED" });
        refused.ExpectStatus(HttpStatusCode.BadRequest);
        Assert.Contains("batch", refused.Document.QuerySelector("#Code-error")!.TextContent, StringComparison.Ordinal);
        (await staff.OpenAsync($"/admin/events/{show.Id}/promo-codes")).ExpectStatus(HttpStatusCode.OK);
    }

    private static async Task<BrowserPage> AddAsync(Browser staff, Event show, params (string Name, string Value)[] fields) =>
        await (await staff.OpenAsync($"/admin/events/{show.Id}/promo-codes")).SubmitAsync(
            "form[action*=Add]",
            fields.ToDictionary(field => field.Name, field => field.Value)
        );

    private static Task<PromoCode> FindAsync(TicketingApp app, Event show, string key) =>
        app.UseAsync<TicketingDbContext, PromoCode>(db =>
            db.Set<PromoCode>().AsNoTracking().SingleAsync(c => c.EventId == show.Id && c.CodeKey == key, Ct)
        );

    private static async Task<T> ReadAsync<T>(TicketingApp app, Event show, Func<PromoCode, T> read) =>
        read(await FindAsync(app, show, "SPRING"));
}
