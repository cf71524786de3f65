using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Ticketing.Features.Events.Posters;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Pages;

public sealed partial class EventPageAssetTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    [Theory, OnEitherDatabase]
    public async Task The_page_preloads_the_font_file_of_the_theme(DatabaseProvider database)
    {
        app = venues.On(database);
        using var visitor = app.NewBrowser();
        var preloaded = (await visitor.OpenAsync("/")).Document.QuerySelector("link[rel=preload]")!.GetAttribute("href")!;
        var theme = Encoding.UTF8.GetString(await visitor.DownloadAsync("/theme.css"));
        Assert.Contains($"url({preloaded})", theme, StringComparison.Ordinal);
        Assert.Contains("--accent: #d43d22;", theme, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task A_poster_is_cached_forever_and_a_new_title_gets_a_new_version(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        using var visitor = app.NewBrowser();
        using var answer = await visitor.SendAsync(new HttpRequestMessage(HttpMethod.Get, EventPosters.GetPath(show)));
        Assert.Equal("image/svg+xml", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);

        var again = new HttpRequestMessage(HttpMethod.Get, $"/events/{show.Slug}/poster.svg");
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        using var known = await visitor.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);

        var before = EventPosters.GetVersion(show);
        show.Title = "Another title";
        Assert.NotEqual(before, EventPosters.GetVersion(show));
    }

    [Theory, OnEitherDatabase]
    public async Task The_share_image_has_the_declared_size(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        using var visitor = app.NewBrowser();
        var page = await visitor.OpenAsync($"/events/{show.Slug}");
        var address = new Uri(Meta(page, "og:image"));
        Assert.Equal("https://tickets.example", address.GetLeftPart(UriPartial.Authority));
        var png = await visitor.DownloadAsync(address.PathAndQuery);
        Assert.Equal((Meta(page, "og:image:width"), Meta(page, "og:image:height")), (Number(png, 16), Number(png, 20)));
        Assert.Equal(
            $"https://tickets.example/events/{show.Slug}",
            page.Document.QuerySelector("link[rel=canonical]")!.GetAttribute("href")
        );
    }

    [Theory, OnEitherDatabase]
    public async Task The_page_needs_no_relaxed_security_policy(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        using var visitor = app.NewBrowser();
        foreach (var path in new[] { "/", $"/events/{show.Slug}", "/past", "/terms", "/no-such-page" })
        {
            var page = await visitor.OpenAsync(path);
            Assert.Empty(page.Document.QuerySelectorAll("[style], style, script:not([src]):not([type='application/ld+json'])"));
            Assert.DoesNotContain(page.Document.All.SelectMany(e => e.Attributes), a => InlineHandler().IsMatch(a.Name));
        }
    }

    private static string Meta(BrowserPage page, string property) =>
        page.Document.QuerySelector($"meta[property='{property}']")!.GetAttribute("content")!;

    private static string Number(byte[] png, int at) =>
        System
            .Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at))
            .ToString(System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex("^on[a-z]+$")]
    private static partial Regex InlineHandler();
}
