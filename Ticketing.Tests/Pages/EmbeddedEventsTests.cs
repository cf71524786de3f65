using System.Net;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Features.Settings;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Pages;

/// <summary>The list of events that other sites may frame.</summary>
public sealed class EmbeddedEventsTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const string Path = "/embed/events";

    [Fact]
    public async Task It_lists_what_is_on_in_each_language_and_opens_pages_of_their_own()
    {
        var app = venues.On(DatabaseProvider.Sqlite);
        var show = await app.PublishEventAsync();
        using var visitor = app.NewBrowser();
        var page = (await visitor.OpenAsync($"/de{Path}")).ExpectStatus(HttpStatusCode.OK);
        var link = page.Document.QuerySelector($"a[href='/de/events/{show.Slug}']")!;
        Assert.Equal(show.Title, link.TextContent);
        Assert.Equal("_blank", page.Document.QuerySelector("base")!.GetAttribute("target"));
        Assert.Contains("Alle Konzerte", page.Text, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll("script, form"));
        Assert.Empty(visitor.Jar.SetCookies);
    }

    [Theory, OnEitherDatabase]
    public async Task Only_sites_that_a_superadmin_listed_may_frame_it(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        using var superAdmin = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        using var visitor = app.NewBrowser();
        Assert.Equal("frame-ancestors 'self'", await ReadFramePolicyAsync(visitor, Path));

        var refused = await superAdmin.TryAsync("website", ("AllowedSites", "https://www.example.org\nmy site"));
        Assert.Equal("“my site” is not the address of a site, like https://www.example.org.", refused.ErrorOf("AllowedSites"));
        Assert.Equal("https://www.example.org\nmy site", refused.ValueOf("AllowedSites"));

        await superAdmin.SaveAsync("website", ("AllowedSites", "https://www.Example.org/whats-on?a=b\n\nhttps://blog.example.net:8443"));
        Assert.Equal(
            "frame-ancestors 'self' https://www.example.org https://blog.example.net:8443",
            await ReadFramePolicyAsync(visitor, Path)
        );
        Assert.Equal("frame-ancestors 'none'", await ReadFramePolicyAsync(visitor, "/"));
        var saved = await superAdmin.OpenAsync("/admin/settings/website");
        Assert.Equal("https://www.example.org\nhttps://blog.example.net:8443", saved.ValueOf("AllowedSites"));
        Assert.Contains("https://tickets.example/embed/events", saved.Document.QuerySelector("textarea.copy")!.TextContent);

        await superAdmin.SaveAsync("website", ("AllowedSites", ""));
        Assert.Equal("frame-ancestors 'self'", await ReadFramePolicyAsync(visitor, Path));
    }

    private static async Task<string> ReadFramePolicyAsync(Browser visitor, string path)
    {
        using var response = await visitor.SendAsync(new HttpRequestMessage(HttpMethod.Get, path));
        Assert.Equal(path == Path, !response.Headers.Contains("X-Frame-Options"));
        return response
            .Headers.GetValues("Content-Security-Policy")
            .SelectMany(policy => policy.Split("; "))
            .Single(part => part.StartsWith("frame-ancestors", StringComparison.Ordinal));
    }
}
