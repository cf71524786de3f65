using System.Net;
using System.Text;
using SkiaSharp;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Posters;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Events;

public sealed class PosterUploadTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const string Page = "<html><script>alert(1)</script></html>";
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task An_uploaded_poster_is_shown_on_every_page_in_immutable_sizes(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        Assert.IsType<PosterOutcome.Saved>(await SavePosterAsync(show, TestImages.Png(2000, 2500), "A red door"));
        using var visitor = app.NewBrowser();
        foreach (var path in new[] { "/", $"/events/{show.Slug}" })
        {
            var poster = (await visitor.OpenAsync(path)).Document.QuerySelector("img.poster[srcset]")!;
            Assert.Equal(path == "/" ? "" : "A red door", poster.GetAttribute("alt"));
            Assert.Equal(3, poster.GetAttribute("srcset")!.Split(',').Length);
        }

        var name = (await app.GetEventAsync(show)).Poster!;
        foreach (var width in EditPoster.Widths)
        {
            using var answer = await visitor.SendAsync(new HttpRequestMessage(HttpMethod.Get, $"/posters/{name}-{width}.webp"));
            Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            var bytes = await answer.Content.ReadAsByteArrayAsync(Ct);
            using var picture = SKBitmap.Decode(bytes);
            Assert.Equal(
                (width, width * 5 / 4, "image/webp"),
                (picture.Width, picture.Height, answer.Content.Headers.ContentType!.MediaType)
            );
            Assert.Equal("RIFF", Encoding.ASCII.GetString(bytes, 0, 4));
        }
    }

    [Theory, OnEitherDatabase]
    public async Task The_share_picture_follows_the_upload_and_goes_back_to_the_drawing(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        using var visitor = app.NewBrowser();
        var drawn = await visitor.DownloadAsync($"/events/{show.Slug}/poster.png");
        await SavePosterAsync(show, TestImages.Jpeg());
        var shared = await visitor.DownloadAsync($"/events/{show.Slug}/poster.png");
        using (var picture = SKBitmap.Decode(shared))
        {
            Assert.Equal((1200, 630), (picture.Width, picture.Height));
        }

        // The whole poster is centred: its red quarter lies above its blue ones.
        Assert.True(IsRed(TestImages.ColourAt(shared, 42, 25)) && IsBlue(TestImages.ColourAt(shared, 58, 75)));
        using var staff = await app.SignInAsStaffAsync();
        var removed = await (await staff.OpenAsync($"/admin/events/{show.Id}/poster")).SubmitAsync("form.take-down");
        Assert.Equal(drawn, await visitor.DownloadAsync($"/events/{show.Slug}/poster.png"));
        (await removed.SubmitAsync("form.put-back")).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal(shared, await visitor.DownloadAsync($"/events/{show.Slug}/poster.png"));
        Assert.Equal(
            ["event.poster-uploaded", "event.poster-removed", "event.poster-restored"],
            (await app.GetAuditEntriesAsync(show.Id)).Select(e => e.Action)
        );
    }

    [Theory, OnEitherDatabase]
    public async Task Other_replicas_and_a_lost_folder_serve_it_from_the_database(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        await SavePosterAsync(show, TestImages.Webp());
        var path = EventPosters.GetPath(await app.GetEventAsync(show));
        using var visitor = app.NewBrowser();
        var bytes = await visitor.DownloadAsync(path);
        foreach (var copy in Directory.GetFiles(Path.Combine(app.StorageFolder, "posters")))
        {
            File.Delete(copy);
        }

        Assert.Equal(bytes, await visitor.DownloadAsync(path));
        if (database == DatabaseProvider.Postgres)
        {
            await using var other = new TicketingApp(database)
                .ShareDatabaseWith(app)
                .Set("Storage:Directory", Directory.CreateTempSubdirectory("ticketing-other-").FullName);
            using var there = other.NewBrowser();
            Assert.Equal(bytes, await there.DownloadAsync(path));
        }
    }

    public static TheoryData<string, string> Hostile =>
        new()
        {
            { "svg", "not a PNG, JPEG or WebP" },
            { "html", "not a PNG, JPEG or WebP" },
            { "gif", "not a PNG, JPEG or WebP" },
            { "empty words", "not a PNG, JPEG or WebP" },
            { "truncated png", "broken" },
            { "truncated jpeg", "broken" },
            { "truncated webp", "broken" },
            { "41 megapixels", "40 megapixels" },
            { "400 megapixels", "40 megapixels" },
            { "lying png", "broken" },
            { "moving", "Moving pictures" },
            { "tiny", "too small" },
            { "9 MB", "9.0 MB; at most 8 MB" },
        };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Unusable_files_are_refused_with_the_reason(string kind, string reason)
    {
        app = venues.On(DatabaseProvider.Sqlite);
        var show = await app.PublishEventAsync();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var refused = Assert.IsType<PosterOutcome.Refused>(await SavePosterAsync(show, CreateFile(kind)));
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 64_000_000);
        var after = await app.GetEventAsync(show);
        Assert.Equal((null, show.Version), (after.Poster, after.Version));
    }

    [Theory, OnEitherDatabase]
    public async Task Only_the_pixels_of_a_file_are_kept(DatabaseProvider database)
    {
        app = venues.On(database);
        foreach (var file in new[] { TestImages.PngWithHtml(Page), TestImages.RotatedJpeg("the artist's home") })
        {
            var show = await app.PublishEventAsync();
            Assert.IsType<PosterOutcome.Saved>(await SavePosterAsync(show, file));
            using var visitor = app.NewBrowser();
            foreach (var path in new[] { EventPosters.GetPath(await app.GetEventAsync(show)), $"/events/{show.Slug}/poster.png" })
            {
                var text = Encoding.Latin1.GetString(await visitor.DownloadAsync(path));
                Assert.DoesNotContain("script", text, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("home", text, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("Exif", text, StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    [Fact]
    public async Task A_rotated_picture_is_turned_upright()
    {
        app = venues.On(DatabaseProvider.Sqlite);
        var show = await app.PublishEventAsync();
        await SavePosterAsync(show, TestImages.RotatedJpeg("x"));
        using var visitor = app.NewBrowser();
        var bytes = await visitor.DownloadAsync(EventPosters.GetPath(await app.GetEventAsync(show)));
        using var picture = SKBitmap.Decode(bytes);
        Assert.Equal((400, 500), (picture.Width, picture.Height));
        Assert.True(IsRed(TestImages.ColourAt(bytes, 75, 25)) && IsBlue(TestImages.ColourAt(bytes, 25, 25)));
    }

    [Fact]
    public async Task A_CMYK_picture_keeps_its_colours()
    {
        app = venues.On(DatabaseProvider.Sqlite);
        var show = await app.PublishEventAsync();
        Assert.IsType<PosterOutcome.Saved>(await SavePosterAsync(show, TestImages.CmykJpeg()));
        using var visitor = app.NewBrowser();
        Assert.True(IsRed(TestImages.ColourAt(await visitor.DownloadAsync(EventPosters.GetPath(await app.GetEventAsync(show))), 50, 50)));
    }

    [Theory, OnEitherDatabase]
    public async Task The_page_accepts_a_poster_and_refuses_one_that_is_too_large(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        using var staff = await app.SignInAsStaffAsync();
        var page = await staff.OpenAsync($"/admin/events/{show.Id}/poster");
        var refused = (await UploadAsync(page, new byte[9 * 1024 * 1024])).ExpectStatus(HttpStatusCode.RequestEntityTooLarge);
        Assert.Contains("9.0 MB; at most 8 MB", refused.Text, StringComparison.Ordinal);
        Assert.Equal("A red door", refused.Document.QuerySelector("#alt")!.GetAttribute("value"));
        (await UploadAsync(page, [])).ExpectStatus(HttpStatusCode.BadRequest);
        Assert.Contains(
            "Poster uploaded.",
            (await UploadAsync(page, TestImages.Png())).ExpectStatus(HttpStatusCode.OK).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_replaced_poster_is_gone_unless_a_copy_still_shows_it()
    {
        app = venues.On(DatabaseProvider.Sqlite);
        var show = await app.PublishEventAsync();
        var copy = await app.PublishEventAsync();
        await SavePosterAsync(show, TestImages.Png(300, 300));
        await SavePosterAsync(copy, TestImages.Png(300, 300));
        var shared = EventPosters.GetPath(await app.GetEventAsync(show));
        Assert.Equal(shared, EventPosters.GetPath(await app.GetEventAsync(copy)));
        await SavePosterAsync(show, TestImages.Png(300, 400));
        using var visitor = app.NewBrowser();
        await visitor.DownloadAsync(shared);
        await SavePosterAsync(copy, TestImages.Png(300, 500));
        Assert.Null(await app.UseAsync<PosterStore, byte[]?>(store => store.ReadAsync(shared.Split('/')[^1].Split('-')[0], "1200", Ct)));
    }

    [Theory]
    [InlineData("/posters/..%2f..%2fticketing.db-400.webp")]
    [InlineData("/posters/0123456789abcdef0123456789abcdef-share.webp")]
    [InlineData("/posters/0123456789abcdef0123456789abcdef-1.webp")]
    [InlineData("/posters/0123456789ABCDEF0123456789ABCDEF-400.webp")]
    public async Task Unknown_names_are_not_found(string path)
    {
        app = venues.On(DatabaseProvider.Sqlite);
        using var visitor = app.NewBrowser();
        (await visitor.OpenAsync(path)).ExpectStatus(HttpStatusCode.NotFound);
    }

    private static bool IsRed(SKColor colour) => colour is { Red: > 180, Blue: < 90 };

    private static bool IsBlue(SKColor colour) => colour is { Red: < 90, Blue: > 180 };

    private static byte[] CreateFile(string kind) =>
        kind switch
        {
            "svg" => "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"u8.ToArray(),
            "html" => Encoding.ASCII.GetBytes(Page),
            "gif" => [.. "GIF89a"u8, 1, 0, 1, 0, 0, 0, 0, .. new byte[40]],
            "empty words" => new byte[1000],
            "truncated png" => TestImages.Png()[..^200],
            "truncated jpeg" => TestImages.Jpeg() is var jpeg ? jpeg[..(jpeg.Length / 2)] : [],
            "truncated webp" => TestImages.Webp() is var webp ? webp[..(webp.Length / 2)] : [],
            "41 megapixels" => TestImages.PngBomb(6406, 6401),
            "400 megapixels" => TestImages.PngBomb(20_000, 20_000),
            "lying png" => TestImages.PngBomb(3000, 3000),
            "moving" => TestImages.AnimatedWebp(),
            "tiny" => TestImages.Png(199, 400),
            _ => [.. TestImages.Png(), .. new byte[9 * 1024 * 1024]],
        };

    private Task<PosterOutcome> SavePosterAsync(Event show, byte[] file, string alt = "") =>
        app.UseAsync<EditPoster, PosterOutcome>(uploads => uploads.UploadAsync(show.Id, file, alt, Ct));

    private static Task<BrowserPage> UploadAsync(BrowserPage page, byte[] file)
    {
        var request = page.BuildSubmitRequest("form.upload", new Dictionary<string, string> { ["alt"] = "A red door" });
        var token = page.Document.QuerySelector("form.upload [name='form-token']")!.GetAttribute("value")!;
        request.Content = new MultipartFormDataContent
        {
            { new StringContent(token), "form-token" },
            { new StringContent("A red door"), "alt" },
            { new ByteArrayContent(file), "file", "../../poster.html" },
        };
        return page.Browser.FollowAsync(request);
    }
}
