using System.Net;
using Ticketing.Api.Limits;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Api;

public sealed class RateLimitTests
{
    private const string Path = "/api/v1/languages";

    [Fact]
    public async Task Each_answer_says_how_many_requests_are_left_and_the_next_minute_starts_anew()
    {
        await using var app = new CachingApp();
        app.Set("RateLimiting:Enabled", "true");
        app.Clock.Advance(TimeSpan.FromSeconds(20));
        for (var left = AddressLimit.PerWindow - 1; left >= 0; left--)
        {
            var answer = (await app.GetApiAsync(Path)).ExpectStatus(HttpStatusCode.OK);
            Assert.Equal("\"address\";q=60;w=60", answer.Headers["RateLimit-Policy"]);
            Assert.Equal($"\"address\";r={left};t=40", answer.Headers["RateLimit"]);
        }

        var refused = (await app.GetApiAsync(Path)).ExpectProblem(HttpStatusCode.TooManyRequests, "too-many-requests");
        Assert.Equal("40", refused.Headers["Retry-After"]);
        Assert.Equal("\"address\";r=0;t=40", refused.Headers["RateLimit"]);
        (await app.GetApiAsync("/")).ExpectStatus(HttpStatusCode.OK);

        app.Clock.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal("\"address\";r=59;t=60", (await app.GetApiAsync(Path)).ExpectStatus(HttpStatusCode.OK).Headers["RateLimit"]);
    }

    [Fact]
    public async Task Refused_and_missing_operations_count_too()
    {
        await using var app = new TicketingApp().Set("RateLimiting:Enabled", "true");
        await app.GetApiAsync("/api/v1/nothing");
        await app.PostApiAsync(Path, "{}");
        Assert.StartsWith("\"address\";r=57", (await app.GetApiAsync(Path)).Headers["RateLimit"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Operations_that_need_a_token_have_a_limit_of_their_own()
    {
        await using var app = new EchoVenue();
        app.Set("RateLimiting:Enabled", "true");
        var key = (await app.CreateApiKeyAsync([ApiScopes.OrdersRead])).Key;
        await app.GetApiAsync(Path);
        var answer = (await app.GetWithTokenAsync(EchoVenue.Path + "/scoped", key)).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal("\"address-with-token\";q=600;w=60", answer.Headers["RateLimit-Policy"]);
        Assert.StartsWith("\"address-with-token\";r=599", answer.Headers["RateLimit"], StringComparison.Ordinal);
        await Parallel.ForAsync(0, 599, async (_, _) => await app.GetApiAsync(EchoVenue.Path + "/scoped"));
        var refused = await app.GetWithTokenAsync(EchoVenue.Path + "/scoped", key);
        refused.ExpectProblem(HttpStatusCode.TooManyRequests, "too-many-requests");
        (await app.GetApiAsync(Path)).ExpectStatus(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Holds_have_the_limit_of_the_pages_so_that_a_shop_can_serve_a_crowd_from_one_address()
    {
        await using var app = new TicketingApp().Set("RateLimiting:Enabled", "true");
        foreach (var (path, left) in new[] { ("/api/v1/holds", 599), ("/api/v1/holds/nothing/order", 598) })
        {
            var answer = await app.PostApiAsync(path, "{}");
            Assert.Equal("\"address-for-holds\";q=600;w=60", answer.Headers["RateLimit-Policy"]);
            Assert.StartsWith($"\"address-for-holds\";r={left};", answer.Headers["RateLimit"], StringComparison.Ordinal);
        }

        Assert.StartsWith("\"address\";r=59;", (await app.GetApiAsync(Path)).Headers["RateLimit"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_in_has_a_limit_of_its_own_so_that_public_reads_do_not_stop_it()
    {
        await using var app = new TicketingApp().Set("RateLimiting:Enabled", "true");
        await app.GetApiAsync(Path);
        foreach (var (path, left) in new[] { ("token", 119), ("refresh", 118), ("revoke", 117) })
        {
            var answer = await app.PostApiAsync($"/api/v1/auth/{path}", "{}");
            Assert.Equal("\"address-for-sign-in\";q=120;w=60", answer.Headers["RateLimit-Policy"]);
            Assert.StartsWith($"\"address-for-sign-in\";r={left};", answer.Headers["RateLimit"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Each_address_has_its_own_limit_and_none_is_lost_among_threads()
    {
        var limit = new AddressLimit(new Microsoft.Extensions.Time.Testing.FakeTimeProvider(TicketingApp.Start));
        Parallel.For(0, 1000, i => limit.Count(i % 2 == 0 ? "192.0.2.1" : "192.0.2.2"));
        Assert.Equal(501, limit.Count("192.0.2.1").Used);
        Assert.Equal(1, limit.Count("192.0.2.3").Used);
    }
}
