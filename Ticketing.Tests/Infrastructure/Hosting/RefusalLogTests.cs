using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Hosting;

public sealed class RefusalLogTests(RefusalLogTests.LimitedApp app) : IClassFixture<RefusalLogTests.LimitedApp>
{
    [Fact]
    public async Task A_form_without_its_token_is_logged_with_the_route_once_a_minute()
    {
        const string line = "Refused POST checkout/{code}: its form token is missing or wrong";
        var hold = await app.PlaceHoldAsync(await app.PublishEventAsync(), "Standing", 1);
        for (var i = 0; i < 2; i++)
        {
            (await PostAsync($"/checkout/{hold}")).ExpectStatus(HttpStatusCode.BadRequest);
        }

        Assert.Equal(1, app.Log.Count(line));
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await PostAsync($"/checkout/{hold}");
        Assert.Equal(2, app.Log.Count(line));
        Assert.Equal(0, app.Log.Count(hold));
    }

    [Fact]
    public async Task A_form_from_another_site_is_logged()
    {
        var show = await app.PublishEventAsync();
        using var visitor = app.NewBrowser();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/events/{show.Slug}") { Content = new FormUrlEncodedContent([]) };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        (await visitor.FollowAsync(request)).ExpectStatus(HttpStatusCode.Forbidden);
        Assert.Equal(1, app.Log.Count("Refused POST events/{slug}: it came from another site"));
    }

    [Fact]
    public async Task Requests_above_a_limit_are_logged_with_the_limit()
    {
        for (var i = 0; i < 12; i++)
        {
            await PostAsync("/admin/forgot");
        }

        Assert.Equal(1, app.Log.Count("Refused POST admin/forgot: too many requests from one address (limit mails)"));
    }

    [Fact]
    public async Task An_order_opened_without_access_is_logged_without_its_reference()
    {
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1);
        using var visitor = app.NewBrowser();
        (await visitor.OpenAsync($"/orders/{order.Reference}")).ExpectStatus(HttpStatusCode.Forbidden);
        Assert.Single(
            app.Log.Lines,
            line =>
                line.Level == LogLevel.Information
                && line.Text.StartsWith("Refused GET orders/{reference}: no access", StringComparison.Ordinal)
        );
        Assert.DoesNotContain(
            app.Log.Lines,
            line =>
                line.Text.StartsWith("Refused", StringComparison.Ordinal) && line.Text.Contains(order.Reference, StringComparison.Ordinal)
        );
    }

    private async Task<BrowserPage> PostAsync(string path)
    {
        using var visitor = app.NewBrowser();
        return await visitor.PostAsync(path, [new("Email", "ada@example.com")]);
    }

    public sealed class LimitedApp : TicketingApp
    {
        public LimitedApp() => Set("RateLimiting:Enabled", "true").Set("Logging:LogLevel:Ticketing", "Information");

        public LogCollector Log { get; } = new();

        protected override void OverrideServices(IServiceCollection services) => services.AddSingleton<ILoggerProvider>(Log);
    }
}
