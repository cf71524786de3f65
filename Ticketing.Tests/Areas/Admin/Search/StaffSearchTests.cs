using System.Net;
using Ticketing.Features.Events;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Areas.Admin.Search;

public sealed class StaffSearchTests
{
    [Theory, OnEitherDatabase]
    public async Task Orders_events_buyers_and_pages_are_found_and_lead_to_their_pages(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var (show, order) = await SellAsync(app);
        using var staff = await app.SignInAsStaffAsync();

        Assert.Equal([$"/admin/orders/{order.Reference}"], await FindAsync(staff, order.Reference, "Orders"));
        Assert.Equal([$"/admin/orders/{order.Reference}"], await FindAsync(staff, "lovelace", "Orders"));
        Assert.Equal(["/admin/orders?q=ada@example.com"], await FindAsync(staff, "lovelace", "People"));
        Assert.Equal([$"/admin/events/{show.Id}"], await FindAsync(staff, "quart", "Events"));
        Assert.Equal(["/admin/payments"], await FindAsync(staff, "reconc", "Pages"));
        Assert.Equal(["/admin/payments"], await FindAsync(staff, "money", "Pages"));

        // A title finds the event, not everybody who goes there.
        Assert.Empty(await FindAsync(staff, "quart", "Orders"));
        foreach (var path in new[] { $"/admin/orders/{order.Reference}", "/admin/orders?q=ada@example.com" })
        {
            Assert.Contains(order.Reference, (await staff.OpenAsync(path)).ExpectStatus(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        }
    }

    [Theory, OnEitherDatabase]
    public async Task A_buyer_with_several_orders_is_listed_once_and_all_their_orders_are_a_link_away(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var (show, _) = await SellAsync(app);
        for (var more = 0; more < 5; more++)
        {
            await app.BuyAsync(show, "Standing", 1);
        }

        using var staff = await app.SignInAsStaffAsync();
        Assert.Single(await FindAsync(staff, "ada", "People"));
        var orders = await FindAsync(staff, "ada", "Orders");
        Assert.Equal((6, "/admin/orders?q=ada"), (orders.Count, orders[^1]));
    }

    [Theory, OnEitherDatabase]
    public async Task Colleagues_and_their_pages_are_listed_for_superadmins_only(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var colleague = await app.CreateStaffAsync(name: "Katherine Johnson");
        using var superAdmin = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        using var admin = await app.SignInAsStaffAsync();

        Assert.Equal([$"/admin/users/{colleague.Id}"], await FindAsync(superAdmin, "johnson", "People"));
        Assert.Equal([$"/admin/users/{colleague.Id}"], await FindAsync(superAdmin, colleague.Email, "People"));
        Assert.Empty(await FindAsync(admin, "johnson", "People"));
        Assert.Empty(await FindAsync(admin, colleague.Email, "People"));
        Assert.Equal(["/admin/backups"], await FindAsync(superAdmin, "backup", "Pages"));
        Assert.Empty(await FindAsync(admin, "backup", "Pages"));

        // Everything listed without a word can be opened.
        foreach (var path in await FindAsync(admin, "", "Pages"))
        {
            (await admin.OpenAsync(path)).ExpectStatus(HttpStatusCode.OK);
        }
    }

    [Theory, OnEitherDatabase]
    public async Task Scripts_get_the_results_alone_and_nothing_typed_is_logged(DatabaseProvider database)
    {
        await using var app = new LoggingApp(database);
        await SellAsync(app);
        using var staff = await app.SignInAsStaffAsync();
        var before = app.Log.Lines.Count;
        using var request = new HttpRequestMessage(HttpMethod.Get, "/admin/search?q=Lovelace");
        request.Headers.Add("X-Requested-With", "fetch");
        using var answer = await staff.SendAsync(request);
        var fragment = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("ada@example.com", fragment, StringComparison.Ordinal);
        Assert.DoesNotContain("<html", fragment, StringComparison.Ordinal);
        Assert.Contains("no-store", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);

        var page = await staff.OpenAsync("/admin/search?q=Lovelace");
        Assert.Equal("Lovelace", page.Document.QuerySelector("#q")!.GetAttribute("value"));
        Assert.DoesNotContain(app.Log.Lines.Skip(before), line => line.Text.Contains("Lovelace", StringComparison.OrdinalIgnoreCase));
    }

    [Theory, OnEitherDatabase]
    public async Task Text_that_finds_nothing_or_is_markup_says_so_and_stays_in_the_field(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        await SellAsync(app);
        using var staff = await app.SignInAsStaffAsync();
        foreach (var typed in new[] { "<b>zzz</b>", "---", new string('x', 300), "%", "zz' OR 1=1" })
        {
            var page = (await staff.OpenAsync("/admin/search?q=" + Uri.EscapeDataString(typed))).ExpectStatus(HttpStatusCode.OK);
            Assert.Contains("Nothing found.", page.Document.QuerySelector("main [role=status]")!.TextContent, StringComparison.Ordinal);
            Assert.Equal(typed, page.Document.QuerySelector("#q")!.GetAttribute("value"));
            Assert.Null(page.Document.QuerySelector("main b"));
        }
    }

    private static async Task<(Event Show, Order Order)> SellAsync(TicketingApp app)
    {
        var show = await app.PublishEventAsync();
        return (show, await app.BuyAsync(show, "Standing", 1));
    }

    /// <returns>Paths of the hits of one group.</returns>
    private static async Task<List<string>> FindAsync(Browser staff, string typed, string group)
    {
        var page = (await staff.OpenAsync("/admin/search?q=" + Uri.EscapeDataString(typed))).ExpectStatus(HttpStatusCode.OK);
        return
        [
            .. page
                .Document.QuerySelectorAll(".results section")
                .Where(section => section.QuerySelector("h2")!.TextContent == group)
                .SelectMany(section => section.QuerySelectorAll("a"))
                .Select(link => link.GetAttribute("href")!),
        ];
    }
}
