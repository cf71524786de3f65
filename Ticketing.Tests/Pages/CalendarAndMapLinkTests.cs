using System.Web;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;

namespace Ticketing.Tests.Pages;

public sealed class CalendarAndMapLinkTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private readonly TicketingApp app = venues.On(DatabaseProvider.Sqlite);

    [Fact]
    public async Task The_pages_of_event_and_order_lead_to_web_calendars_and_a_map()
    {
        var show = await app.PublishEventAsync(
            "Salt & Smoke",
            e =>
            {
                e.Address = "14 Canal Street\nLeeds LS1 4AB";
                e.StartsAt = new DateTimeOffset(2031, 6, 3, 19, 0, 0, TimeSpan.Zero);
                e.DoorsAt = null;
                e.EndsAt = new DateTimeOffset(2031, 6, 3, 22, 30, 0, TimeSpan.Zero);
            }
        );
        using var visitor = app.NewBrowser();
        var order = await visitor.BuyAsync(show);
        foreach (var page in new[] { await visitor.OpenAsync($"/events/{show.Slug}"), order })
        {
            var google = QueryOf(page, "calendar.google.com");
            Assert.Equal(("Salt & Smoke", "20310603T190000Z/20310603T223000Z"), (google["text"], google["dates"]));
            var outlook = QueryOf(page, "outlook.live.com");
            Assert.Equal(
                ("Salt & Smoke", "2031-06-03T19:00:00Z", "2031-06-03T22:30:00Z"),
                (outlook["subject"], outlook["startdt"], outlook["enddt"])
            );
            Assert.All(
                [google["location"], outlook["location"], QueryOf(page, "www.openstreetmap.org")["query"]],
                place => Assert.Equal($"{show.Location}, 14 Canal Street, Leeds LS1 4AB", place)
            );
            Assert.NotNull(page.Document.QuerySelector($"a[href='/events/{show.Slug}/calendar.ics']"));
            Assert.Contains(
                "14 Canal Street, Leeds LS1 4AB",
                page.Document.QuerySelector("dl.facts")!.TextContent,
                StringComparison.Ordinal
            );
        }
    }

    [Theory]
    [InlineData(EventStatus.Cancelled)]
    [InlineData(EventStatus.Postponed)]
    public async Task What_is_off_goes_into_no_calendar(EventStatus status)
    {
        var show = await app.PublishEventAsync($"Off {status}", _ => { });
        await app.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(() =>
                db.Set<Event>().Where(e => e.Id == show.Id).ExecuteUpdateAsync(set => set.SetProperty(e => e.Status, status))
            )
        );
        using var visitor = app.NewBrowser();
        var page = await visitor.OpenAsync($"/events/{show.Slug}");
        Assert.DoesNotContain("calendar", page.Document.QuerySelector("dl.facts")!.InnerHtml, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Without_scripts_there_is_no_button_to_share()
    {
        using var visitor = app.NewBrowser();
        var page = await visitor.OpenAsync($"/events/{(await app.PublishEventAsync()).Slug}");
        Assert.True(page.Document.QuerySelector("[data-share]")!.ParentElement!.HasAttribute("hidden"));
    }

    private static System.Collections.Specialized.NameValueCollection QueryOf(BrowserPage page, string host)
    {
        var link = page.Document.QuerySelector($"a[href^='https://{host}/']")!.GetAttribute("href")!;
        return HttpUtility.ParseQueryString(new Uri(link).Query);
    }
}
