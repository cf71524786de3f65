using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Ticketing.Infrastructure.Hosting.Pipeline;
using Ticketing.Tests.Architecture;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Hosting;

public sealed class RequestLimitTests(ListeningApp app) : IClassFixture<ListeningApp>
{
    private const int LargeBytes = 27_000_000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Nothing of the body is sent, so a route that waited for it would not answer.</summary>
    [Fact]
    public async Task No_route_waits_for_a_large_body_from_strangers()
    {
        foreach (var path in KnownRoutes.All.Values.Select(known => known.Path))
        {
            foreach (var method in new[] { "POST", "PUT" })
            {
                var status = await SendHeadAsync(method, path, LargeBytes);
                Assert.True(status is 302 or 400 or 401 or 403 or 404 or 405 or 413 or 415, $"{method} {path} answered {status}");
            }
        }
    }

    [Theory]
    [InlineData("/orders/find", RequestLimits.DefaultBytes, 400)]
    [InlineData("/orders/find", RequestLimits.DefaultBytes + 1, 413)]
    [InlineData("/admin/login", RequestLimits.DefaultBytes + 1, 413)]
    public async Task A_form_may_be_as_large_as_declared(string path, int bytes, int status)
    {
        using var client = new HttpClient { BaseAddress = app.Address };
        using var form = new StringContent("a=" + new string('x', bytes - 2), Encoding.ASCII, "application/x-www-form-urlencoded");
        using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), form, Ct);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_body_that_stops_is_answered_and_logs_no_error()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(app.Address.Host, app.Address.Port, Ct);
        var network = client.GetStream();
        await network.WriteAsync(Encoding.ASCII.GetBytes(GetHead("POST", "/orders/find", 60_000) + new string('a', 59_999)), Ct);
        var answer = ReadStatusAsync(network);
        for (var window = 0; window < 200 && !answer.IsCompleted; window++)
        {
            app.Clock.Advance(MinimumRateStream.Window);
            await Task.Delay(50, Ct);
        }

        Assert.Equal(408, await answer.WaitAsync(TimeSpan.FromSeconds(1), Ct));
    }

    [Fact]
    public async Task A_host_name_that_cannot_be_decoded_is_refused()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(app.Address.Host, app.Address.Port, Ct);
        var network = client.GetStream();
        await network.WriteAsync("GET / HTTP/1.1\r\nHost: xn--0\r\n\r\n"u8.ToArray(), Ct);
        Assert.Equal(400, await ReadStatusAsync(network));
    }

    [Theory]
    [InlineData("PUT", "/")]
    [InlineData("TRACE", "/")]
    [InlineData("DELETE", "/admin/login")]
    [InlineData("PATCH", "/orders/find")]
    [InlineData("OPTIONS", "/past")]
    [InlineData("PROPFIND", "/terms")]
    [InlineData("POST", "/past")]
    [InlineData("POST", "/terms")]
    public async Task Pages_refuse_other_methods(string method, string path)
    {
        await using var venue = new LoggingApp();
        using var browser = venue.NewBrowser();
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Headers = { { "Sec-Fetch-Site", "same-origin" } } };
        using var answer = await browser.SendAsync(request);
        if (method == "POST")
        {
            // Without a token it is refused before the handler is looked for.
            Assert.True(answer.StatusCode is HttpStatusCode.MethodNotAllowed or HttpStatusCode.BadRequest, answer.StatusCode.ToString());
        }
        else
        {
            Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
            Assert.Contains("GET", answer.Content.Headers.Allow);
        }

        Assert.DoesNotContain(venue.Log.Lines, line => line.Level >= Microsoft.Extensions.Logging.LogLevel.Error);
    }

    private async Task<int> SendHeadAsync(string method, string path, int bytes)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(app.Address.Host, app.Address.Port, Ct);
        var network = client.GetStream();
        await network.WriteAsync(Encoding.ASCII.GetBytes(GetHead(method, path, bytes)), Ct);
        return await ReadStatusAsync(network).WaitAsync(TimeSpan.FromSeconds(60), Ct);
    }

    private static string GetHead(string method, string path, int bytes) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{method} {path} HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\n"
                + $"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {bytes}\r\n\r\n"
        );

    private static async Task<int> ReadStatusAsync(NetworkStream network)
    {
        var buffer = new byte[64];
        var length = await network.ReadAtLeastAsync(buffer, 13, throwOnEndOfStream: false, Ct);
        var parts = Encoding.ASCII.GetString(buffer, 0, length).Split(' ');
        return int.Parse(parts[1], CultureInfo.InvariantCulture);
    }
}
