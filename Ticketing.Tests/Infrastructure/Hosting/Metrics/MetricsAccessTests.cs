using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Hosting.Metrics;

public sealed class MetricsAccessTests(MetricsAccessTests.OpenVenue open, MetricsAccessTests.TokenVenue closed)
    : IClassFixture<MetricsAccessTests.OpenVenue>,
        IClassFixture<MetricsAccessTests.TokenVenue>
{
    private const string Token = "correct-horse-battery";

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    public async Task Programs_on_this_machine_read_them(string address)
    {
        var answer = await ScrapeAsync(open.App, address, "localhost:5000");
        Assert.Equal(200, answer.Response.StatusCode);
        Assert.StartsWith("text/plain", answer.Response.ContentType, StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Response.Headers.CacheControl);
        using var reader = new StreamReader(answer.Response.Body);
        Assert.Contains("ticketing_holds_placed_total", await reader.ReadToEndAsync(Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("192.0.2.7", "tickets.example")]
    [InlineData("192.0.2.7", "localhost")]
    [InlineData("127.0.0.1", "tickets.example")]
    public async Task Strangers_find_nothing(string address, string host) =>
        Assert.Equal(404, (await ScrapeAsync(open.App, address, host)).Response.StatusCode);

    [Theory]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("X-Forwarded-For", "192.0.2.7")]
    [InlineData("X-Forwarded-For", "")]
    [InlineData("X-Forwarded-Proto", "https")]
    [InlineData("X-Forwarded-Host", "localhost")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    [InlineData("Forwarded", "for=127.0.0.1")]
    [InlineData("Via", "1.1 proxy")]
    public async Task What_a_proxy_on_this_machine_passes_on_does_not_count_as_from_here(string header, string value)
    {
        foreach (var app in (TicketingApp[])[open.App, closed.App])
        {
            var answer = await ScrapeAsync(app, "127.0.0.1", "localhost", context => context.Request.Headers[header] = value);
            Assert.Equal(app == open.App ? 404 : 401, answer.Response.StatusCode);
        }
    }

    [Theory]
    [InlineData("Bearer correct-horse-battery", 200)]
    [InlineData("bearer correct-horse-battery", 200)]
    [InlineData("Bearer correct-horse-batterz", 401)]
    [InlineData("Bearer correct-horse", 401)]
    [InlineData("Bearer ", 401)]
    [InlineData("Basic correct-horse-battery", 401)]
    [InlineData("", 401)]
    public async Task Others_need_the_token(string authorization, int status)
    {
        // A scrape comes by the address of a pod.
        var answer = await ScrapeAsync(
            closed.App,
            "192.0.2.7",
            "10.1.2.3:8080",
            context => context.Request.Headers.Authorization = authorization
        );
        Assert.Equal(status, answer.Response.StatusCode);
        Assert.Equal(status == 401 ? "Bearer" : "", answer.Response.Headers.WWWAuthenticate.ToString());
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("POST")]
    [InlineData("DELETE")]
    public async Task Whoever_does_not_know_the_token_is_refused_alike(string method)
    {
        var before = CountRefusals();
        var answer = await ScrapeAsync(
            closed.App,
            "192.0.2.7",
            "10.1.2.3:8080",
            context => (context.Request.Method, context.Request.Headers.Authorization) = (method, "Bearer wrong-horse-battery")
        );
        Assert.Equal((401, "Bearer"), (answer.Response.StatusCode, answer.Response.Headers.WWWAuthenticate.ToString()));
        Assert.Equal(before + 1, CountRefusals());
        Assert.Equal(
            404,
            (await ScrapeAsync(open.App, "192.0.2.7", "tickets.example", c => c.Request.Method = method)).Response.StatusCode
        );
    }

    [Theory]
    [InlineData("HEAD", 200)]
    [InlineData("POST", 405)]
    public async Task Metrics_can_only_be_read(string method, int status)
    {
        var answer = await ScrapeAsync(open.App, "127.0.0.1", "localhost:5000", context => context.Request.Method = method);
        Assert.Equal(status, answer.Response.StatusCode);
    }

    [Fact]
    public async Task Without_a_token_none_is_right()
    {
        var answer = await ScrapeAsync(
            open.App,
            "192.0.2.7",
            "tickets.example",
            context => context.Request.Headers.Authorization = "Bearer "
        );
        Assert.Equal(404, answer.Response.StatusCode);
    }

    private long CountRefusals()
    {
        var (count, meters) = (0L, closed.App.Services.GetRequiredService<IMeterFactory>());
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, reader) =>
        {
            if (instrument.Name == "ticketing.guard.refusals" && instrument.Meter.Scope == meters)
            {
                reader.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) => count += tags[0].Value is "metrics" ? value : 0);
        listener.Start();
        listener.RecordObservableInstruments();
        return count;
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static Task<HttpContext> ScrapeAsync(TicketingApp app, string address, string host, Action<HttpContext>? change = null) =>
        app.Server.SendAsync(
            context =>
            {
                context.Request.Method = "GET";
                context.Request.Path = "/metrics";
                context.Request.Headers.Host = host;
                context.Connection.RemoteIpAddress = IPAddress.Parse(address);
                change?.Invoke(context);
            },
            Ct
        );

    /// <summary>Behind a proxy on the same machine.</summary>
    public sealed class OpenVenue : IAsyncDisposable
    {
        public TicketingApp App { get; } = new();

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }

    public sealed class TokenVenue : IAsyncDisposable
    {
        public TicketingApp App { get; } =
            new TicketingApp()
                .Set("Metrics:Token", Token)
                .Set("Proxy:KnownNetworks:0", "127.0.0.0/8")
                .Set("Proxy:KnownNetworks:1", "::1/128");

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
