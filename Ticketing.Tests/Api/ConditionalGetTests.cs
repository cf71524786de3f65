using System.Net;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Api;

public sealed class ConditionalGetTests
{
    [Fact]
    public async Task Who_has_the_current_answer_gets_no_body_until_it_changes()
    {
        await using var app = new TicketingApp();
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 4));
        var path = $"/api/v1/events/{show.Id}/availability";
        var first = (await app.GetApiAsync(path)).ExpectStatus(HttpStatusCode.OK);
        var tag = first.Headers["ETag"];
        Assert.Equal("no-cache", first.Headers["Cache-Control"]);
        foreach (var known in new[] { tag, $"W/{tag}", $"\"other\", {tag}", "*" })
        {
            var answer = (await app.GetApiAsync(path, ("If-None-Match", known))).ExpectStatus(HttpStatusCode.NotModified);
            Assert.Equal(tag, answer.Headers["ETag"]);
            Assert.Empty(answer.Body);
        }

        Assert.Equal(first.Body, (await app.GetApiAsync(path, ("If-None-Match", "\"other\""))).ExpectStatus(HttpStatusCode.OK).Body);
        await app.PlaceHoldAsync(show, "Standing", 1);
        var changed = (await app.GetApiAsync(path, ("If-None-Match", tag))).ExpectStatus(HttpStatusCode.OK);
        Assert.NotEqual(tag, changed.Headers["ETag"]);
    }

    /// <summary>If a 304 took the place of the answer in the cache, a crowd that polls would be one rendering each.</summary>
    [Fact]
    public async Task A_request_that_needs_no_body_fills_the_cache_all_the_same()
    {
        await using var app = new CachingApp();
        await app.PublishEventAsync();
        var tag = (await app.GetApiAsync("/api/v1/events")).Headers["ETag"];
        app.Store.Pages.Clear();
        (await app.GetApiAsync("/api/v1/events", ("If-None-Match", tag))).ExpectStatus(HttpStatusCode.NotModified);
        Assert.Single(app.Store.Pages);
        (await app.GetApiAsync("/api/v1/events", ("If-None-Match", tag))).ExpectStatus(HttpStatusCode.NotModified);
        Assert.Equal(tag, (await app.GetApiAsync("/api/v1/events")).ExpectStatus(HttpStatusCode.OK).Headers["ETag"]);
    }

    [Fact]
    public async Task Each_page_of_a_list_is_cached_separately()
    {
        await using var app = new CachingApp();
        await app.PublishEventAsync();
        foreach (var query in new[] { "", "?limit=1", "?LIMIT=1", "?q=nadia" })
        {
            (await app.GetApiAsync($"/api/v1/events{query}")).ExpectStatus(HttpStatusCode.OK);
        }

        Assert.Equal(3, app.Store.Pages.Count);
    }

    /// <summary>Front ends add them. If each were a page of its own, they would be a way around the cache.</summary>
    [Fact]
    public async Task Parameters_that_mean_nothing_get_the_same_cached_answer()
    {
        await using var app = new CachingApp();
        var show = await app.PublishEventAsync();
        foreach (var path in new[] { "events", $"events/{show.Id}", $"events/{show.Id}/availability", "languages" })
        {
            app.Store.Pages.Clear();
            var plain = (await app.GetApiAsync($"/api/v1/{path}")).ExpectStatus(HttpStatusCode.OK);
            foreach (var query in new[] { "utm_source=news", "_=1", "_=2&_=3", $"x={new string('y', 500)}" })
            {
                var answer = (await app.GetApiAsync($"/api/v1/{path}?{query}")).ExpectStatus(HttpStatusCode.OK);
                Assert.Equal((plain.Headers["ETag"], plain.Body), (answer.Headers["ETag"], answer.Body));
            }

            Assert.Single(app.Store.Pages);
        }

        var page = (await app.GetApiAsync("/api/v1/events?limit=0&_=1")).ExpectProblem(HttpStatusCode.BadRequest, "invalid-fields");
        Assert.StartsWith("limit:", Assert.Single(page.Errors), StringComparison.Ordinal);
    }
}
