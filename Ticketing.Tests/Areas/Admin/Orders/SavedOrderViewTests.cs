using System.Net;
using Ticketing.Features.Orders.Views;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Areas.Admin.Orders;

public sealed class SavedOrderViewTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const string SaveForm = "form[action*=SaveView]";
    private const string Filtered = "/admin/orders?status=Paid&channel=BoxOffice";

    [Theory, OnEitherDatabase]
    public async Task Each_person_saves_opens_and_deletes_views_of_their_own(DatabaseProvider database)
    {
        var app = venues.On(database);
        using var staff = await app.SignInAsStaffAsync();
        using var colleague = await app.SignInAsStaffAsync();
        var saved = await SaveAsync(staff, Filtered, " Door sales ");
        Assert.Equal(Filtered, saved.Path);
        var link = saved.Document.QuerySelector(".tabs a[aria-current]")!;
        Assert.Equal(("Door sales", Filtered), (link.TextContent, link.GetAttribute("href")));
        Assert.DoesNotContain("Door sales", (await colleague.OpenAsync("/admin/orders")).Text, StringComparison.Ordinal);

        // The same name replaces it.
        await SaveAsync(staff, "/admin/orders?status=Refunded", "Door sales");
        var list = await staff.OpenAsync("/admin/orders");
        Assert.Equal(2, list.Document.QuerySelectorAll(".tabs a").Length);
        var view = await staff.OpenAsync("/admin/orders?status=Refunded");
        var deleted = (await view.SubmitAsync("form[action*=DeleteView]")).ExpectStatus(HttpStatusCode.OK);
        Assert.Null(deleted.Document.QuerySelector(".tabs a"));
    }

    [Theory, OnEitherDatabase]
    public async Task A_person_has_twenty_views_at_most(DatabaseProvider database)
    {
        var app = venues.On(database);
        using var staff = await app.SignInAsStaffAsync();
        for (var i = 1; i <= SavedOrderViews.MaxViews; i++)
        {
            await SaveAsync(staff, $"/admin/orders?q=view{i}", $"View {i}");
        }

        var refused = await (await staff.OpenAsync("/admin/orders?q=another")).SubmitAsync(
            SaveForm,
            new Dictionary<string, string> { ["name"] = "One more" }
        );
        Assert.Contains("You have 20 views", refused.ExpectStatus(HttpStatusCode.BadRequest).Text, StringComparison.Ordinal);
        Assert.Equal("One more", refused.Document.QuerySelector("#view-name")!.GetAttribute("value"));
        Assert.Equal("another", refused.Document.QuerySelector("#q")!.GetAttribute("value"));
    }

    [Theory, OnEitherDatabase]
    public async Task A_view_of_the_last_days_moves_on_with_them(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var order = await app.SellAsync(await app.PublishEventAsync(), "Standing", 1);
        using var staff = await app.SignInAsStaffAsync();
        var list = await staff.OpenAsync("/admin/orders");
        var week = list.Document.QuerySelectorAll(".panel a").Single(link => link.TextContent == "Last 7 days").GetAttribute("href")!;
        var saved = await SaveAsync(staff, week, "This week");
        Assert.Contains(order.Reference, saved.Text, StringComparison.Ordinal);

        app.Clock.Advance(TimeSpan.FromDays(6));
        using var later = await app.SignInAsStaffAsync();
        Assert.Contains(order.Reference, (await later.OpenAsync(saved.Path)).Text, StringComparison.Ordinal);
        app.Clock.Advance(TimeSpan.FromDays(1));
        using var latest = await app.SignInAsStaffAsync();
        var empty = (await latest.OpenAsync(saved.Path)).ExpectStatus(HttpStatusCode.OK);
        Assert.DoesNotContain(order.Reference, empty.Text, StringComparison.Ordinal);
        Assert.Contains("Ordered: Last 7 days", empty.Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task Nobody_deletes_the_view_of_somebody_else(DatabaseProvider database)
    {
        var app = venues.On(database);
        using var staff = await app.SignInAsStaffAsync();
        using var colleague = await app.SignInAsStaffAsync();
        var own = await SaveAsync(staff, Filtered, "Mine");
        var theirs = await SaveAsync(colleague, Filtered, "Theirs");
        var id = theirs.Document.QuerySelector("form[action*=DeleteView] input[name=id]")!.GetAttribute("value")!;
        (await own.SubmitAsync("form[action*=DeleteView]", new Dictionary<string, string> { ["id"] = id })).ExpectStatus(
            HttpStatusCode.NotFound
        );
        Assert.Contains("Theirs", (await colleague.OpenAsync(Filtered)).Text, StringComparison.Ordinal);
    }

    private static async Task<BrowserPage> SaveAsync(Browser staff, string path, string name) =>
        (await (await staff.OpenAsync(path)).SubmitAsync(SaveForm, new Dictionary<string, string> { ["name"] = name })).ExpectStatus(
            HttpStatusCode.OK
        );
}
