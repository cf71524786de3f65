using System.Net;
using System.Text;
using SkiaSharp;
using Ticketing.Events;
using Ticketing.Events.Posters;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Events;

public sealed class UploadingPosters(Venues venues) : IClassFixture<Venues>
{
    private const string Page = "<html><script>alert(1)</script></html>";
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_poster_hangs_on_every_page_in_sizes_of_ours_that_never_change(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync();
        Assert.IsType<PosterOutcome.Hung>(await HangAsync(show, TestPictures.Png(2000, 2500), "A red door"));
        using var visitor = app.NewBrowser();
        foreach (var path in new[] { "/", $"/events/{show.Slug}" })
        {
            var poster = (await visitor.OpenAsync(path)).Document.QuerySelector("img.poster[srcset]")!;
            Assert.Equal(path == "/" ? "" : "A red door", poster.GetAttribute("alt"));
            Assert.Equal(3, poster.GetAttribute("srcset")!.Split(',').Length);
        }

        var name = (await app.ReadAsync(show)).Poster!;
        foreach (var width in PosterUploads.Widths)
        {
            using var answer = await visitor.SendAsync(new HttpRequestMessage(HttpMethod.Get, $"/posters/{name}-{width}.webp"));
            Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            var bytes = await answer.Content.ReadAsByteArrayAsync(Ct);
            using var picture = SKBitmap.Decode(bytes);
            Assert.Equal((width, width * 5 / 4, "image/webp"), (picture.Width, picture.Height, answer.Content.Headers.ContentType!.MediaType));
            Assert.Equal("RIFF", Encoding.ASCII.GetString(bytes, 0, 4));
        }
    }

    [Theory, OnBothDatabases]
    public async Task The_share_picture_follows_the_upload_and_goes_back_to_the_drawing(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync();
        using var visitor = app.NewBrowser();
        var drawn = await visitor.DownloadAsync($"/events/{show.Slug}/poster.png");
        await HangAsync(show, TestPictures.Jpeg());
        var shared = await visitor.DownloadAsync($"/events/{show.Slug}/poster.png");
        using (var picture = SKBitmap.Decode(shared))
        {
            Assert.Equal((1200, 630), (picture.Width, picture.Height));
        }

        // The whole poster is centred: its red quarter lies above its blue ones.
        Assert.True(IsRed(TestPictures.ColourAt(shared, 42, 25)) && IsBlue(TestPictures.ColourAt(shared, 58, 75)));
        using var staff = await app.SignedInAsync();
        var removed = await (await staff.OpenAsync($"/admin/events/{show.Id}/poster")).SubmitAsync("form.take-down");
        Assert.Equal(drawn, await visitor.DownloadAsync($"/events/{show.Slug}/poster.png"));
        (await removed.SubmitAsync("form.put-back")).Expect(HttpStatusCode.OK);
        Assert.Equal(shared, await visitor.DownloadAsync($"/events/{show.Slug}/poster.png"));
        Assert.Equal(["event.poster-uploaded", "event.poster-removed", "event.poster-restored"], (await app.AuditAsync(show.Id)).Select(e => e.Action));
    }

    [Theory, OnBothDatabases]
    public async Task Another_process_serves_it_too_and_so_does_one_that_lost_its_folder(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync();
        await HangAsync(show, TestPictures.Webp());
        var path = EventPosters.PathOf(await app.ReadAsync(show));
        using var visitor = app.NewBrowser();
        var bytes = await visitor.DownloadAsync(path);
        foreach (var copy in Directory.GetFiles(Path.Combine(app.StorageFolder, "posters")))
        {
            File.Delete(copy);
        }

        Assert.Equal(bytes, await visitor.DownloadAsync(path));
        if (database == DatabaseProvider.Postgres)
        {
            await using var other = new TicketingApp(database).Beside(app).Set("Storage:Directory", Directory.CreateTempSubdirectory("ticketing-other-").FullName);
            using var there = other.NewBrowser();
            Assert.Equal(bytes, await there.DownloadAsync(path));
        }
    }

    public static TheoryData<string, string> Hostile => new()
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
    public async Task What_is_no_poster_is_refused_and_says_why(string kind, string reason)
    {
        app = venues.On(DatabaseProvider.Sqlite);
        var show = await app.PublishAsync();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var refused = Assert.IsType<PosterOutcome.Refused>(await HangAsync(show, FileOf(kind)));
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 64_000_000);
        var after = await app.ReadAsync(show);
        Assert.Equal((null, show.Version), (after.Poster, after.Version));
    }

    [Theory, OnBothDatabases]
    public async Task Nothing_of_a_file_goes_further_but_its_pixels(DatabaseProvider database)
    {
        app = venues.On(database);
        foreach (var file in new[] { TestPictures.PngWithPage(Page), TestPictures.RotatedJpeg("the artist's home") })
        {
            var show = await app.PublishAsync();
            Assert.IsType<PosterOutcome.Hung>(await HangAsync(show, file));
            using var visitor = app.NewBrowser();
            foreach (var path in new[] { EventPosters.PathOf(await app.ReadAsync(show)), $"/events/{show.Slug}/poster.png" })
            {
                var text = Encoding.Latin1.GetString(await visitor.DownloadAsync(path));
                Assert.DoesNotContain("script", text, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("home", text, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("Exif", text, StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    [Fact]
    public async Task A_picture_that_lies_on_its_side_is_turned_upright()
    {
        app = venues.On(DatabaseProvider.Sqlite);
        var show = await app.PublishAsync();
        await HangAsync(show, TestPictures.RotatedJpeg("x"));
        using var visitor = app.NewBrowser();
        var bytes = await visitor.DownloadAsync(EventPosters.PathOf(await app.ReadAsync(show)));
        using var picture = SKBitmap.Decode(bytes);
        Assert.Equal((400, 500), (picture.Width, picture.Height));
        Assert.True(IsRed(TestPictures.ColourAt(bytes, 75, 25)) && IsBlue(TestPictures.ColourAt(bytes, 25, 25)));
    }

    [Fact]
    public async Task A_picture_in_four_inks_keeps_its_colours()
    {
        app = venues.On(DatabaseProvider.Sqlite);
        var show = await app.PublishAsync();
        Assert.IsType<PosterOutcome.Hung>(await HangAsync(show, TestPictures.CmykJpeg()));
        using var visitor = app.NewBrowser();
        Assert.True(IsRed(TestPictures.ColourAt(await visitor.DownloadAsync(EventPosters.PathOf(await app.ReadAsync(show))), 50, 50)));
    }

    [Theory, OnBothDatabases]
    public async Task The_page_takes_a_poster_and_tells_what_is_too_large(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync();
        using var staff = await app.SignedInAsync();
        var page = await staff.OpenAsync($"/admin/events/{show.Id}/poster");
        var refused = (await UploadAsync(page, new byte[9 * 1024 * 1024])).Expect(HttpStatusCode.RequestEntityTooLarge);
        Assert.Contains("9.0 MB; at most 8 MB", refused.Text, StringComparison.Ordinal);
        Assert.Equal("A red door", refused.Document.QuerySelector("#alt")!.GetAttribute("value"));
        (await UploadAsync(page, [])).Expect(HttpStatusCode.BadRequest);
        Assert.Contains("The poster hangs", (await UploadAsync(page, TestPictures.Png())).Expect(HttpStatusCode.OK).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replaced_poster_is_gone_unless_a_copy_still_shows_it()
    {
        app = venues.On(DatabaseProvider.Sqlite);
        var show = await app.PublishAsync();
        var copy = await app.PublishAsync();
        await HangAsync(show, TestPictures.Png(300, 300));
        await HangAsync(copy, TestPictures.Png(300, 300));
        var shared = EventPosters.PathOf(await app.ReadAsync(show));
        Assert.Equal(shared, EventPosters.PathOf(await app.ReadAsync(copy)));
        await HangAsync(show, TestPictures.Png(300, 400));
        using var visitor = app.NewBrowser();
        await visitor.DownloadAsync(shared);
        await HangAsync(copy, TestPictures.Png(300, 500));
        Assert.Null(await app.UseAsync<PosterShelf, byte[]?>(store => store.ReadAsync(shared.Split('/')[^1].Split('-')[0], "1200", Ct)));
    }

    [Theory]
    [InlineData("/posters/..%2f..%2fticketing.db-400.webp")]
    [InlineData("/posters/0123456789abcdef0123456789abcdef-share.webp")]
    [InlineData("/posters/0123456789abcdef0123456789abcdef-1.webp")]
    [InlineData("/posters/0123456789ABCDEF0123456789ABCDEF-400.webp")]
    public async Task No_other_name_is_looked_up(string path)
    {
        app = venues.On(DatabaseProvider.Sqlite);
        using var visitor = app.NewBrowser();
        (await visitor.OpenAsync(path)).Expect(HttpStatusCode.NotFound);
    }

    private static bool IsRed(SKColor colour) => colour is { Red: > 180, Blue: < 90 };

    private static bool IsBlue(SKColor colour) => colour is { Red: < 90, Blue: > 180 };

    private static byte[] FileOf(string kind) => kind switch
    {
        "svg" => "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"u8.ToArray(),
        "html" => Encoding.ASCII.GetBytes(Page),
        "gif" => [.. "GIF89a"u8, 1, 0, 1, 0, 0, 0, 0, .. new byte[40]],
        "empty words" => new byte[1000],
        "truncated png" => TestPictures.Png()[..^200],
        "truncated jpeg" => TestPictures.Jpeg() is var jpeg ? jpeg[..(jpeg.Length / 2)] : [],
        "truncated webp" => TestPictures.Webp() is var webp ? webp[..(webp.Length / 2)] : [],
        "41 megapixels" => TestPictures.PngBomb(6406, 6401),
        "400 megapixels" => TestPictures.PngBomb(20_000, 20_000),
        "lying png" => TestPictures.PngBomb(3000, 3000),
        "moving" => TestPictures.MovingWebp(),
        "tiny" => TestPictures.Png(199, 400),
        _ => [.. TestPictures.Png(), .. new byte[9 * 1024 * 1024]],
    };

    private Task<PosterOutcome> HangAsync(Event show, byte[] file, string alt = "") =>
        app.UseAsync<PosterUploads, PosterOutcome>(uploads => uploads.HangAsync(show.Id, file, alt, Ct));

    private static Task<Page> UploadAsync(Page page, byte[] file)
    {
        var request = page.RequestFor("form.upload", new Dictionary<string, string> { ["alt"] = "A red door" });
        var token = page.Document.QuerySelector("form.upload [name='form-token']")!.GetAttribute("value")!;
        request.Content = new MultipartFormDataContent
        {
            { new StringContent(token), "form-token" }, { new StringContent("A red door"), "alt" },
            { new ByteArrayContent(file), "file", "../../poster.html" },
        };
        return page.Browser.FollowAsync(request);
    }
}
