using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Hosting;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Areas.Admin;

public sealed class VersionFooterTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    [Fact]
    public async Task Staff_see_the_version_at_the_bottom_of_the_page()
    {
        using var staff = await venues.On(DatabaseProvider.Sqlite).SignInAsStaffAsync();

        var footer = (await staff.OpenAsync("/admin")).Document.QuerySelector("body > footer");

        Assert.Equal($"Version {ProductVersion.Current}", footer?.TextContent);
        Assert.Matches(@"^\d+\.\d+\.\d+$", ProductVersion.Current);
    }

    [Fact]
    public async Task Strangers_do_not_see_the_version()
    {
        using var stranger = venues.On(DatabaseProvider.Sqlite).NewBrowser();

        var page = (await stranger.OpenAsync("/admin/login")).Document;

        Assert.Null(page.QuerySelector("body > footer"));
        Assert.DoesNotContain(ProductVersion.Current, page.Body!.TextContent, StringComparison.Ordinal);
    }
}
