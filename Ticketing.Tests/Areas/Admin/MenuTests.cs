using AngleSharp.Dom;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Areas.Admin;

public sealed class MenuTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const string ForEverybody = "Today Events Orders Door More | Insights | Refunds Reconciliation | Email";
    private const string ForSuperAdmins = ForEverybody + " Staff Settings Audit";

    private readonly TicketingApp app = venues.On(DatabaseProvider.Sqlite);

    [Theory]
    [InlineData(Roles.Admin, ForEverybody)]
    [InlineData(Roles.SuperAdmin, ForSuperAdmins)]
    public async Task The_rail_lists_what_the_role_may_open_in_groups(string role, string listed)
    {
        using var staff = await app.SignInAsStaffAsync(role);
        var menu = (await staff.OpenAsync("/admin/orders")).Document.QuerySelector("nav[aria-label=Main]")!;
        Assert.Equal(listed, string.Join(" | ", menu.QuerySelectorAll("ul").Select(group => string.Join(' ', GetNames(group)))));
        Assert.Equal(["Finance", "Admin"], menu.QuerySelectorAll(".group").Select(name => name.TextContent));
    }

    [Theory]
    [InlineData("/admin", "Today")]
    [InlineData("/admin/payments", "Reconciliation")]
    [InlineData("/admin/notifications", "Email")]
    [InlineData("/admin/settings", "Settings")]
    [InlineData("/admin/backups", "Backups")]
    [InlineData("/admin/webhooks", "Webhooks")]
    public async Task The_open_page_is_marked(string path, string name)
    {
        using var staff = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        var menu = (await staff.OpenAsync(path)).Document.QuerySelector("nav[aria-label=Main]")!;
        Assert.Equal([name], GetNames(menu, "[aria-current=page]"));
    }

    [Fact]
    public async Task Pages_below_the_settings_are_listed_while_one_of_them_is_open()
    {
        using var staff = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        var menu = (await staff.OpenAsync("/admin/api-keys")).Document.QuerySelector("nav[aria-label=Main]")!;
        Assert.Equal(["API keys", "Webhooks", "Backups", "Go-live check"], GetNames(menu, "ul ul a"));
        Assert.Null((await staff.OpenAsync("/admin")).Document.QuerySelector("nav[aria-label=Main] ul ul"));
    }

    [Theory]
    [InlineData(Roles.Admin, false)]
    [InlineData(Roles.SuperAdmin, true)]
    public async Task More_lists_every_entry_of_the_role(string role, bool hasBackups)
    {
        using var staff = await app.SignInAsStaffAsync(role);
        var page = await staff.OpenAsync("/admin/more");
        var rail = page.Document.QuerySelectorAll("nav[aria-label=Main] a:not([href='/admin/more'])");
        var listed = page.Document.QuerySelectorAll("main a").Select(link => link.GetAttribute("href")).ToList();
        Assert.All(rail, link => Assert.Contains(link.GetAttribute("href"), listed));
        Assert.Equal(hasBackups, listed.Contains("/admin/backups"));
        Assert.Contains("/admin/account", listed);
    }

    [Fact]
    public async Task Whoever_waits_for_approval_has_no_menu()
    {
        using var waiting = await app.SignInAsStaffAsync(role: null);
        var page = await waiting.OpenAsync("/admin/account");
        Assert.Null(page.Document.QuerySelector("nav[aria-label=Main]"));
        Assert.Null(page.Document.QuerySelector("[data-palette-button]"));
    }

    private static IEnumerable<string> GetNames(IParentNode from, string links = "a") =>
        from.QuerySelectorAll(links).Select(link => link.TextContent.Trim());
}
