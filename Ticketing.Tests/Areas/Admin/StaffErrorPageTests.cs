using System.Net;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Areas.Admin;

public sealed class StaffErrorPageTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const string Menu = "nav[aria-label=Main] a[href='/admin/orders']";

    private readonly TicketingApp app = venues.On(DatabaseProvider.Sqlite);

    [Theory]
    [InlineData("/admin/no-such-page")]
    [InlineData("/admin/orders/ZZZZ-ZZZZ")]
    [InlineData("/admin/events/0191d4a0-0000-7000-8000-000000000000")]
    [InlineData("/admin/error")]
    public async Task A_missing_page_keeps_staff_in_their_frame(string path)
    {
        using var staff = await app.SignInAsStaffAsync();
        var page = (await staff.OpenAsync(path)).ExpectStatus(HttpStatusCode.NotFound);
        Assert.Equal("We can’t find that page", page.Document.QuerySelector("h1")!.TextContent);
        Assert.NotNull(page.Document.QuerySelector(Menu));
        Assert.NotNull(page.Document.QuerySelector("main a[href='/admin/search']"));
        Assert.Contains("no-store", page.Headers["Cache-Control"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_cannot_be_read_keeps_staff_in_their_frame()
    {
        using var staff = await app.SignInAsStaffAsync();
        var page = (await staff.PostAsync("/admin/orders/new", [new("Name", "Ada")])).ExpectStatus(HttpStatusCode.BadRequest);
        Assert.Equal("We couldn’t read that", page.Document.QuerySelector("h1")!.TextContent);
        Assert.NotNull(page.Document.QuerySelector(Menu));
    }

    [OnPostgres]
    public async Task Signed_in_staff_read_that_the_database_is_down()
    {
        await using var proxied = new ProxiedPostgresApp();
        using var staff = await proxied.SignInAsStaffAsync();
        proxied.Proxy.Cut();
        foreach (var path in new[] { "/admin", "/events/any" })
        {
            var page = (await staff.OpenAsync(path)).ExpectStatus(HttpStatusCode.ServiceUnavailable);
            Assert.Contains("temporarily unavailable", page.Document.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Strangers_see_no_menu_and_are_offered_to_sign_in()
    {
        using var stranger = app.NewBrowser();
        var page = (await stranger.OpenAsync("/admin/no-such-page")).ExpectStatus(HttpStatusCode.NotFound);
        Assert.Null(page.Document.QuerySelector(Menu));
        Assert.NotNull(page.Document.QuerySelector("main a[href='/admin/login']"));
        Assert.Null((await stranger.OpenAsync("/no-such-page")).Document.QuerySelector("main a[href='/admin/login']"));
    }
}
