using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Ticketing.Events.Posters;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Pages;

public sealed partial class SeeingAShowForTheFirstTime(Venues venues) : IClassFixture<Venues>
{
    private TicketingApp app = null!;

    [Theory, OnBothDatabases]
    public async Task The_theme_s_face_is_the_one_the_page_preloads(DatabaseProvider database)
    {
        app = venues.On(database);
        using var visitor = app.NewBrowser();
        var preloaded = (await visitor.OpenAsync("/")).Document.QuerySelector("link[rel=preload]")!.GetAttribute("href")!;
        var theme = Encoding.UTF8.GetString(await visitor.DownloadAsync("/theme.css"));
        Assert.Contains($"url({preloaded})", theme, StringComparison.Ordinal);
        Assert.Contains("--accent: light-dark(#d43d22,", theme, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task The_poster_is_kept_for_good_under_its_version_and_a_new_title_has_another(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync();
        using var visitor = app.NewBrowser();
        using var answer = await visitor.SendAsync(new HttpRequestMessage(HttpMethod.Get, EventPosters.PathOf(show)));
        Assert.Equal("image/svg+xml", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);

        var again = new HttpRequestMessage(HttpMethod.Get, $"/events/{show.Slug}/poster.svg");
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        using var known = await visitor.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);

        var before = EventPosters.VersionOf(show);
        show.Title = "Another title";
        Assert.NotEqual(before, EventPosters.VersionOf(show));
    }

    [Theory, OnBothDatabases]
    public async Task The_share_picture_has_the_size_that_the_page_says(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync();
        using var visitor = app.NewBrowser();
        var page = await visitor.OpenAsync($"/events/{show.Slug}");
        var address = new Uri(Meta(page, "og:image"));
        Assert.Equal("https://tickets.example", address.GetLeftPart(UriPartial.Authority));
        var png = await visitor.DownloadAsync(address.PathAndQuery);
        Assert.Equal((Meta(page, "og:image:width"), Meta(page, "og:image:height")), (Number(png, 16), Number(png, 20)));
        Assert.Equal($"https://tickets.example/events/{show.Slug}", page.Document.QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
    }

    [Theory, OnBothDatabases]
    public async Task Nothing_on_the_page_needs_a_loosened_policy(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync();
        using var visitor = app.NewBrowser();
        foreach (var path in new[] { "/", $"/events/{show.Slug}", "/past", "/terms", "/no-such-page" })
        {
            var page = await visitor.OpenAsync(path);
            Assert.Empty(page.Document.QuerySelectorAll("[style], style, script:not([src]):not([type='application/ld+json'])"));
            Assert.DoesNotContain(page.Document.All.SelectMany(e => e.Attributes), a => InlineHandler().IsMatch(a.Name));
        }
    }

    private static string Meta(Page page, string property) => page.Document.QuerySelector($"meta[property='{property}']")!.GetAttribute("content")!;

    private static string Number(byte[] png, int at) =>
        System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at)).ToString(System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex("^on[a-z]+$")]
    private static partial Regex InlineHandler();
}
