using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Hosting;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Hosting;

public sealed class KeepingPagesForASecond
{
    [Fact]
    public async Task What_a_campaign_hangs_on_an_address_draws_no_second_page()
    {
        await using var venue = new Venue();
        var show = await venue.PublishAsync("Nadia Karim Quartet", _ => { });
        using var visitor = venue.NewBrowser();
        foreach (var path in new[] { "/", "/past", $"/events/{show.Slug}", $"/events/{show.Slug}/calendar.ics" })
        {
            Assert.Equal(1, await StoredByAsync(venue, visitor, path, $"{path}?fbclid=1", $"{path}?fbclid=2&utm_source=mail"));
        }

        Assert.Equal(0, await StoredByAsync(venue, visitor, "/past?q=nadia", "/past?month=2031-04"));
    }

    [Fact]
    public async Task What_was_searched_for_is_a_page_of_its_own()
    {
        await using var venue = new Venue();
        await venue.PublishAsync("Nadia Karim Quartet", _ => { });
        using var visitor = venue.NewBrowser();
        Assert.Equal(3, await StoredByAsync(venue, visitor, "/", "/?q=nadia", "/?q=nadia&fbclid=3", "/?month=2031-03"));
        Assert.Contains("Nothing found", (await visitor.OpenAsync("/?q=polka")).Text, StringComparison.Ordinal);
        Assert.Contains("Nadia Karim", (await visitor.OpenAsync("/?q=nadia")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_page_serves_all_names_of_the_program()
    {
        await using var venue = new Venue();
        using var visitor = venue.NewBrowser();
        await visitor.OpenAsync("/");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = "localhost" } };
        using var answer = await visitor.SendAsync(request);
        Assert.Single(venue.Store.Pages);
    }

    private static async Task<int> StoredByAsync(Venue venue, Browser visitor, params string[] paths)
    {
        var before = venue.Store.Pages.Count;
        foreach (var path in paths)
        {
            (await visitor.OpenAsync(path)).Expect(System.Net.HttpStatusCode.OK);
        }

        return venue.Store.Pages.Count - before;
    }

    private sealed class Venue : TicketingApp
    {
        public Kept Store { get; } = new();

        // The policy of the program, with a store that never expires.
        protected override void Arrange(IServiceCollection services) => services
            .AddSingleton<IOutputCacheStore>(Store)
            .Configure<OutputCacheOptions>(PageCache.Configure);
    }

    private sealed class Kept : IOutputCacheStore
    {
        public Dictionary<string, byte[]> Pages { get; } = [];

        public ValueTask EvictByTagAsync(string tag, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public ValueTask<byte[]?> GetAsync(string key, CancellationToken cancellationToken) => new(Pages.GetValueOrDefault(key));

        public ValueTask SetAsync(string key, byte[] value, string[]? tags, TimeSpan validFor, CancellationToken cancellationToken)
        {
            Pages[key] = value;
            return ValueTask.CompletedTask;
        }
    }
}
