using System.Net;
using System.Text.RegularExpressions;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Api;

public sealed partial class EventPagingTests
{
    /// <summary>Several start in the same minute, and one is added while the client reads.</summary>
    [Theory, OnEitherDatabase]
    public async Task The_pages_of_a_list_have_each_event_once_and_in_order(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var start = app.Clock.GetUtcNow().AddDays(7);
        var expected = new List<(DateTimeOffset At, string Title)>();
        for (var i = 0; i < 11; i++)
        {
            var at = start.AddDays(i / 4);
            await app.PublishEventAsync($"Jazz {i}", e => (e.StartsAt, e.DoorsAt) = (at, null));
            expected.Add((at, $"Jazz {i}"));
        }

        await app.PublishEventAsync("Polka", e => (e.Kind, e.StartsAt, e.DoorsAt) = ("Polka", start, null));
        var (path, titles, pages) = ("/api/v1/events?q=jazz&limit=3", new List<string>(), 0);
        while (path is not null)
        {
            var page = (await app.GetApiAsync(path)).ExpectStatus(HttpStatusCode.OK);
            titles.AddRange(page.Items.Select(item => item.GetProperty("title").GetString()!));
            path = GetNext(page);
            Assert.Equal(path is null, page.Json.GetProperty("nextCursor").GetString() is null);
            if (pages++ == 1)
            {
                await app.PublishEventAsync("Jazz late", e => (e.StartsAt, e.DoorsAt) = (start.AddDays(9), null));
                expected.Add((start.AddDays(9), "Jazz late"));
            }
        }

        Assert.Equal(4, pages);
        Assert.Equal(expected.Select(e => e.Title).Order(), titles.Order());
        Assert.Equal(titles.Select(title => expected.Single(e => e.Title == title).At).Order(), titles.Select(At));
        DateTimeOffset At(string title) => expected.Single(e => e.Title == title).At;
    }

    [Fact]
    public async Task A_list_has_twenty_items_unless_the_client_says_otherwise()
    {
        await using var app = new TicketingApp();
        for (var i = 0; i < 21; i++)
        {
            await app.PublishEventAsync();
        }

        var page = await app.GetApiAsync("/api/v1/events");
        Assert.Equal(20, page.Items.Count);
        Assert.Equal($"</api/v1/events?cursor={page.Json.GetProperty("nextCursor").GetString()}>; rel=\"next\"", page.Headers["Link"]);
        Assert.Equal(21, (await app.GetApiAsync("/api/v1/events?limit=21")).Items.Count);
        Assert.False((await app.GetApiAsync("/api/v1/events?limit=21")).Headers.ContainsKey("Link"));
    }

    [Fact]
    public async Task A_cursor_of_another_list_is_refused()
    {
        await using var app = new TicketingApp();
        await app.PublishEventAsync();
        await app.PublishEventAsync();
        var key = (await app.CreateApiKeyAsync([ApiScopes.EventsRead])).Key;
        var cursor = (await app.GetApiAsync("/api/v1/events?limit=1")).Json.GetProperty("nextCursor").GetString();
        (await app.GetApiAsync($"/api/v1/Events/?cursor={cursor}")).ExpectStatus(HttpStatusCode.OK);
        var refused = await app.GetWithTokenAsync($"/api/v1/admin/events?cursor={cursor}", key);
        Assert.StartsWith(
            "cursor:",
            Assert.Single(refused.ExpectProblem(HttpStatusCode.BadRequest, "invalid-fields").Errors),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_cursor_holds_for_every_spelling_of_the_id_in_the_path()
    {
        await using var app = new TicketingApp();
        var show = await app.PublishEventAsync();
        await app.BuyAsync(show, "Standing", 2);
        var key = (await app.CreateApiKeyAsync([ApiScopes.CheckIn])).Key;
        var first = await app.GetWithTokenAsync($"/api/v1/check-in/{show.Id:N}/tickets?limit=1", key);
        var cursor = first.Json.GetProperty("nextCursor").GetString();
        var second = await app.GetWithTokenAsync($"/api/v1/check-in/{show.Id:N}/tickets?limit=1&cursor={cursor}", key);
        Assert.Single(second.ExpectStatus(HttpStatusCode.OK).Items);
    }

    private static string? GetNext(ApiAnswer page) =>
        page.Headers.TryGetValue("Link", out var link) ? NextLink.Match(link).Groups[1].Value : null;

    [GeneratedRegex("^<([^>]+)>; rel=\"next\"$")]
    private static partial Regex NextLink { get; }
}
