using System.IO.Compression;
using System.Text;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Hosting;

public sealed class TextCompressionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_cached_page_is_compressed_once_for_each_encoding()
    {
        await using var app = new CachingApp();
        var show = await app.PublishEventAsync();
        using var visitor = app.NewBrowser();
        foreach (var path in new[] { "/", $"/events/{show.Slug}", "/api/v1/events" })
        {
            app.Store.Pages.Clear();
            var plain = await RequestAsync(visitor, path, "");
            foreach (
                var (accepted, encoding) in new[] { ("gzip, deflate, br, zstd", "br"), ("gzip", "gzip"), ("br;q=0", ""), ("zstd", "") }
            )
            {
                var first = await RequestAsync(visitor, path, accepted);
                var second = await RequestAsync(visitor, path, accepted);
                Assert.Equal(encoding, first.Encoding);
                Assert.Equal(first, second);
                Assert.Equal(plain.Text, first.Text);
                Assert.Contains("Accept-Encoding", first.Vary, StringComparison.Ordinal);
                Assert.True(encoding.Length == 0 || first.Length < plain.Length / 2, $"{path}: {first.Length} of {plain.Length} bytes");
            }

            Assert.Contains("Accept-Encoding", plain.Vary, StringComparison.Ordinal);
            Assert.Equal(3, app.Store.Pages.Count);
        }
    }

    [Fact]
    public async Task Everything_public_that_is_text_is_compressed()
    {
        await using var app = new TicketingApp();
        var show = await app.PublishEventAsync();
        using var visitor = app.NewBrowser();
        foreach (
            var path in new[]
            {
                "/past",
                "/find-us",
                "/terms",
                "/privacy",
                "/imprint",
                "/theme.css",
                $"/events/{show.Slug}/poster.svg",
                $"/events/{show.Slug}/calendar.ics",
                "/sitemap.xml",
                "/robots.txt",
                "/openapi/v1.json",
            }
        )
        {
            Assert.True((await RequestAsync(visitor, path, "gzip, br")).Encoding == "br", path);
        }

        Assert.Equal("", (await RequestAsync(visitor, $"/events/{show.Slug}/poster.png", "gzip, br")).Encoding);
    }

    /// <summary>Whoever can add text to a page and see its length could guess secrets in it (BREACH).</summary>
    [Fact]
    public async Task Pages_with_secrets_are_not_compressed()
    {
        await using var app = new TicketingApp();
        var show = await app.PublishEventAsync();
        var code = await app.PlaceHoldAsync(show, "Standing", 1);
        using var visitor = app.NewBrowser();
        foreach (var path in new[] { $"/checkout/{code}", "/orders/find", "/admin/login" })
        {
            var answer = await RequestAsync(visitor, path, "gzip, br");
            Assert.True(answer.Encoding.Length == 0, path);
            Assert.DoesNotContain("Accept-Encoding", answer.Vary, StringComparison.Ordinal);
        }

        using var post = Browser.PostRequest($"/events/{show.Slug}", []);
        post.Headers.Add("Accept-Encoding", "br");
        using var refusal = await visitor.SendAsync(post);
        Assert.Empty(refusal.Content.Headers.ContentEncoding);
    }

    private static async Task<Answer> RequestAsync(Browser visitor, string path, string accepted)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accepted.Length > 0)
        {
            request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        }

        using var response = await visitor.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode, $"{path} answered {response.StatusCode}");
        var body = await response.Content.ReadAsByteArrayAsync(Ct);
        var encoding = string.Join(',', response.Content.Headers.ContentEncoding);
        return new(encoding, string.Join(',', response.Headers.Vary), body.Length, await ReadAsync(body, encoding));
    }

    private static async Task<string> ReadAsync(byte[] body, string encoding)
    {
        await using Stream text = encoding switch
        {
            "br" => new BrotliStream(new MemoryStream(body), CompressionMode.Decompress),
            "gzip" => new GZipStream(new MemoryStream(body), CompressionMode.Decompress),
            _ => new MemoryStream(body),
        };
        using var reader = new StreamReader(text, Encoding.UTF8);
        return await reader.ReadToEndAsync(Ct);
    }

    private sealed record Answer(string Encoding, string Vary, int Length, string Text);
}
