using System.Net;
using Ticketing.Features.Events;
using Ticketing.Features.Insights.Sharing;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Insights.Sharing;

public sealed class SharedFigureTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task What_is_refunded_after_the_show_stands_on_its_own_day(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync();
        await app.SellAsync(show, "Standing", 4);
        app.Clock.SetUtcNow(show.StartsAt.AddHours(-1));
        var last = await app.SellAsync(show, "Standing", 2);
        app.Clock.SetUtcNow(show.StartsAt.AddDays(3));
        await app.StartRefundAsync(last, 1);

        var figures = await app.UseAsync<SharedFigureQueries, SharedFigures>(queries => queries.GetAsync(show, withRevenue: false, Ct));

        Assert.Equal(
            [
                new SharedDay(new DateOnly(2031, 2, 3), 4, 4),
                new SharedDay(new DateOnly(2031, 3, 3), 2, 6),
                new SharedDay(new DateOnly(2031, 3, 6), -1, 5),
            ],
            figures.Days
        );
        Assert.Equal(figures.Sold, figures.Days[^1].Total);
    }

    [Theory, OnEitherDatabase]
    public async Task Each_of_many_links_can_be_revoked(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync();
        var oldest = await CreateLinkAsync(app, show, "First");
        for (var number = 2; number <= 25; number++)
        {
            app.Clock.Advance(TimeSpan.FromSeconds(1));
            await CreateLinkAsync(app, show, $"Agent {number}");
        }

        using var staff = await app.SignInAsStaffAsync();
        var page = await staff.OpenAsync($"/admin/insights/events/{show.Id}");
        Assert.Equal(25, page.Document.QuerySelectorAll("#links tbody tr").Length);
        await page.SubmitAsync("#links tbody tr:last-child form");
        using var anybody = app.NewBrowser();
        (await anybody.OpenAsync(oldest)).ExpectStatus(HttpStatusCode.Forbidden);
    }

    [Theory, OnEitherDatabase]
    public async Task The_page_is_there_in_the_reader_s_language(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync();
        await app.SellAsync(show, "Standing", 1);
        var link = await CreateLinkAsync(app, show, "Agent");
        using var reader = app.NewBrowser();
        var page = (await reader.OpenAsync("/de" + link)).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal("de", page.Document.DocumentElement.GetAttribute("lang"));
        Assert.Contains("Verkaufte Tickets", page.Text, StringComparison.Ordinal);

        var english = await reader.OpenAsync(link);
        var links = english.Document.QuerySelectorAll("a[hreflang=de]").Select(other => other.GetAttribute("href")!).ToList();
        Assert.Equal(["/de" + link, "/de" + link], links);
    }

    private static async Task<string> CreateLinkAsync(TicketingApp app, Event show, string name)
    {
        var url = await app.UseAsync<FigureLinks, string>(links =>
            links.CreateAsync(show, new NewFigureLink(name, ShowsRevenue: false, new DateOnly(2031, 4, 1)), Ct)
        );
        return new Uri(url).PathAndQuery;
    }
}
