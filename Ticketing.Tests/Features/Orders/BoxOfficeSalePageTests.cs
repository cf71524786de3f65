using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Languages;
using Ticketing.Tests.Features.Receipts;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Orders;

public sealed class BoxOfficeSalePageTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    [Theory, OnEitherDatabase]
    public async Task A_walk_up_is_sold_on_one_page_and_the_form_sent_again_sells_nothing(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        using var staff = await app.SignInAsStaffAsync();
        Assert.Contains(
            show.Id.ToString(),
            (await staff.OpenAsync("/admin/orders/new")).Document.Body!.InnerHtml,
            StringComparison.Ordinal
        );
        var form = await NewSaleAsync(staff, show);
        var fields = new Dictionary<string, string>
        {
            [$"Quantities[{show.GetTicketTypeId("Standing")}]"] = "2",
            ["Payment"] = "CardTerminal",
            ["Slip"] = $"slip-{show.Slug}",
        };
        var sold = (await form.SubmitAsync("form.sale", fields)).ExpectStatus(HttpStatusCode.OK);
        Assert.Contains("Sold: 2 tickets, £28.00, Card terminal.", sold.Text, StringComparison.Ordinal);
        Assert.Contains("Walk-up", sold.Text, StringComparison.Ordinal);
        Assert.Contains("sold at the box office", sold.Text, StringComparison.Ordinal);
        var again = await form.SubmitAsync("form.sale", fields);
        Assert.Equal(sold.Path, again.Path);
        Assert.Contains("nothing was sold again", again.Text, StringComparison.Ordinal);
        Assert.Equal(2, PdfReader.Pages(await staff.DownloadAsync($"{sold.Path}/tickets.pdf")).Length);
        Assert.Contains(
            sold.GetLastPathSegment(),
            (await staff.OpenAsync($"/admin/orders?q=slip-{show.Slug}")).Text,
            StringComparison.Ordinal
        );
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task A_comp_says_so_on_ticket_receipt_and_mail(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        using var staff = await app.SignInAsStaffAsync();
        var sold = (
            await (await NewSaleAsync(staff, show)).SubmitAsync(
                "form.sale",
                new Dictionary<string, string>
                {
                    [$"Quantities[{show.GetTicketTypeId("Seated")}]"] = "1",
                    ["Payment"] = "Complimentary",
                    ["Name"] = "Ada Lovelace",
                    ["Email"] = "ada@example.com",
                }
            )
        ).ExpectStatus(HttpStatusCode.OK);
        Assert.Contains(
            "Complimentary",
            PdfReader.Pages(await staff.DownloadAsync($"{sold.Path}/tickets.pdf"))[0],
            StringComparison.Ordinal
        );
        var receipt = PdfReader.Pages(await staff.DownloadAsync($"{sold.Path}/receipt.pdf"))[0];
        Assert.Contains("Complimentary", receipt, StringComparison.Ordinal);
        Assert.DoesNotContain("24.00", receipt, StringComparison.Ordinal);
        var mail = await app.ConfirmationAsync((await app.FindOrderAsync(sold.GetLastPathSegment()))!);
        Assert.Contains("Total: Complimentary", mail!.Text, StringComparison.Ordinal);
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task A_sale_is_in_the_language_that_staff_choose(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        using var staff = await app.SignInAsStaffAsync();
        var form = await NewSaleAsync(staff, show);
        Assert.Equal(
            ["en-GB", "ar", "de"],
            form.Document.QuerySelectorAll("#Language option").Select(option => option.GetAttribute("value")!)
        );
        Assert.Equal("en-GB", form.Document.QuerySelector("#Language option[selected]")!.GetAttribute("value"));
        var sold = (
            await form.SubmitAsync(
                "form.sale",
                new Dictionary<string, string> { [$"Quantities[{show.GetTicketTypeId("Standing")}]"] = "1", ["Language"] = "de" }
            )
        ).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal("de", (await app.FindOrderAsync(sold.GetLastPathSegment()))!.Language);
        Assert.Contains("Beleg", PdfReader.Pages(await staff.DownloadAsync($"{sold.Path}/receipt.pdf"))[0], StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task Refused_sales_are_explained_beside_the_field_and_nothing_typed_is_lost(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(
            new TicketTypeDraft("Few", 1400, 2),
            new TicketTypeDraft("Gone", 1400, 2, t => t.IsWithdrawn = true)
        );
        using var staff = await app.SignInAsStaffAsync();
        var few = $"Quantities[{show.GetTicketTypeId("Few")}]";
        foreach (
            var (fields, status, told) in new (Dictionary<string, string>, HttpStatusCode, string)[]
            {
                (new() { [few] = "3", ["Name"] = "Bea" }, HttpStatusCode.Conflict, "Only 2 left."),
                (new() { [few] = "two" }, HttpStatusCode.BadRequest, "Enter a whole number"),
                (new() { [few] = "" }, HttpStatusCode.BadRequest, "Choose at least one ticket to sell."),
                (new() { [few] = "999999999" }, HttpStatusCode.Conflict, "Only 2 left."),
                (
                    new() { [few] = "1", ["Payment"] = "Complimentary" },
                    HttpStatusCode.BadRequest,
                    "Say who the complimentary tickets are for."
                ),
                (new() { [few] = "1", ["Email"] = "ada@" }, HttpStatusCode.BadRequest, "not a complete email address"),
                (new() { [few] = "1", ["Key"] = "short" }, HttpStatusCode.BadRequest, "not complete"),
            }
        )
        {
            var refused = (await (await NewSaleAsync(staff, show)).SubmitAsync("form.sale", fields)).ExpectStatus(status);
            Assert.Contains(told, refused.Text, StringComparison.Ordinal);
            Assert.Equal(fields[few], refused.Document.QuerySelector($"[name='{few}']")!.GetAttribute("value"));
            Assert.NotNull(refused.Document.QuerySelector("[role=alert]"));
        }

        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task No_more_is_left_than_the_room_holds(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(
            e => e.Capacity = 200,
            new TicketTypeDraft("Standing", 1400, 180),
            new TicketTypeDraft("Seated", 2400, 40)
        );
        await app.SellAsync(show, "Seated", 2);
        using var staff = await app.SignInAsStaffAsync();
        var rows = (await staff.OpenAsync("/admin/orders/new")).Document.QuerySelectorAll(".rows li");
        var row = Assert.Single(rows, row => row.InnerHtml.Contains(show.Id.ToString(), StringComparison.Ordinal));
        Assert.Equal("198 left", row.QuerySelector(".num")!.TextContent);
    }

    [Theory]
    [OnEitherDatabase(EventStatus.Cancelled, "is cancelled: nothing can be sold.")]
    [OnEitherDatabase(EventStatus.Postponed, "is postponed: nothing can be sold until it has a new date.")]
    [OnEitherDatabase(EventStatus.Inactive, "is a draft: publish it first.")]
    [OnEitherDatabase(EventStatus.Active, "is over: nothing can be sold.")]
    public async Task The_choice_of_an_event_that_is_not_sold_says_why(DatabaseProvider database, EventStatus status, string why)
    {
        app = venues.On(database);
        var (open, show) = (await app.PublishEventAsync(), await app.PublishEventAsync("Off the list", _ => { }));
        using var staff = await app.SignInAsStaffAsync();
        var form = await NewSaleAsync(staff, show);
        await app.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(
                () =>
                    db.Set<Event>()
                        .Where(e => e.Id == show.Id)
                        .ExecuteUpdateAsync(
                            set =>
                                set.SetProperty(e => e.Status, status)
                                    .SetProperty(
                                        e => e.StartsAt,
                                        e => status == EventStatus.Active ? app.Clock.GetUtcNow().AddDays(-1) : e.StartsAt
                                    ),
                            TestContext.Current.CancellationToken
                        ),
                ct: TestContext.Current.CancellationToken
            )
        );

        var page = await NewSaleAsync(staff, show);
        Assert.Equal($"Off the list {why}", page.Document.QuerySelector(".notice")!.TextContent);
        Assert.NotNull(page.Document.QuerySelector($"main a[href='/admin/orders/new?event={open.Id}']"));
        Assert.Null(page.Document.QuerySelector("form.sale"));

        // The same for a form that was opened before.
        var fields = new Dictionary<string, string> { [$"Quantities[{show.GetTicketTypeId("Standing")}]"] = "1", ["Payment"] = "Cash" };
        var refused = (await form.SubmitAsync("form.sale", fields)).ExpectStatus(HttpStatusCode.BadRequest);
        Assert.Equal($"Nothing was sold. Off the list {why}", refused.Document.QuerySelector("[role=alert]")!.TextContent);
    }

    [Theory, OnEitherDatabase]
    public async Task Staff_read_titles_as_they_were_typed_whatever_their_language(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(
            "As typed",
            e => e.Translations = TextTranslations.Parse("""{"de":{"Title":"Auf Deutsch"}}""")
        );
        var order = await app.BuyAsync(show, "Standing", 1);
        using var staff = app.NewBrowser(languages: "de");
        await staff.SignInAsync(await app.CreateStaffAsync(Roles.Admin, "Grete"));
        foreach (
            var path in new[]
            {
                "/admin/orders/new",
                $"/admin/orders/new?event={show.Id}",
                $"/admin/orders/{order.Reference}",
                $"/admin/orders/{order.Reference}/refund",
                $"/admin/events/{show.Id}",
            }
        )
        {
            var page = (await staff.OpenAsync(path)).ExpectStatus(HttpStatusCode.OK);
            Assert.Equal("de", page.Document.DocumentElement.GetAttribute("lang"));
            Assert.Contains("As typed", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Auf Deutsch", page.Text, StringComparison.Ordinal);
        }
    }

    private static async Task<BrowserPage> NewSaleAsync(Browser staff, Event show) =>
        (await staff.OpenAsync($"/admin/orders/new?event={show.Id}")).ExpectStatus(HttpStatusCode.OK);
}
