using System.Net;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Areas.Admin.Events;

public sealed class EventTabTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    [Theory, OnEitherDatabase]
    public async Task Every_page_of_an_event_has_the_same_bar_of_links(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        using var staff = await app.SignInAsStaffAsync();
        var links = (await staff.OpenAsync($"/admin/events/{show.Id}"))
            .Document.QuerySelectorAll("[data-event-tabs] a")
            .Select(link => (Name: link.TextContent, Path: link.GetAttribute("href")!))
            .ToList();
        Assert.Equal(
            ["Overview", "Tickets", "Promo codes", "Orders", "Guests", "Messages", "Door", "Figures", "Settlement"],
            links.Select(link => link.Name)
        );
        foreach (var (name, path) in links)
        {
            var page = (await staff.OpenAsync(path)).ExpectStatus(HttpStatusCode.OK);
            Assert.Equal(
                links.Select(link => link.Path),
                page.Document.QuerySelectorAll("[data-event-tabs] a").Select(a => a.GetAttribute("href"))
            );
            Assert.Equal(name, Assert.Single(page.Document.QuerySelectorAll("[data-event-tabs] [aria-current=page]")).TextContent);
            Assert.Single(page.Document.QuerySelectorAll("h1"));
            Assert.Contains(show.Title, page.Document.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        }
    }

    [Theory, OnEitherDatabase]
    public async Task Orders_of_all_events_have_no_bar(DatabaseProvider database)
    {
        using var staff = await venues.On(database).SignInAsStaffAsync();
        Assert.Null((await staff.OpenAsync("/admin/orders")).Document.QuerySelector("[data-event-tabs]"));
    }

    [Theory, OnEitherDatabase]
    public async Task Guests_are_listed_by_name_and_found_by_order(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        var first = await app.BuyAsync(show, "Standing", 2);
        var second = await app.BuyAsync(show, "Seated", 1);
        using var staff = await app.SignInAsStaffAsync();
        var path = $"/admin/events/{show.Id}/guests";
        var all = await staff.OpenAsync(path);
        Assert.Equal(3, all.Document.QuerySelectorAll("tbody tr").Length);
        Assert.Contains("0 in of 3 sold", all.Text, StringComparison.Ordinal);
        var found = await staff.OpenAsync($"{path}?q={second.Reference}");
        Assert.Contains(second.Reference, Assert.Single(found.Document.QuerySelectorAll("tbody tr")).TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(first.Reference, found.Text, StringComparison.Ordinal);
        Assert.Contains("Nobody found", (await staff.OpenAsync($"{path}?q=nobody+at+all")).Text, StringComparison.Ordinal);
        Assert.Contains(
            "Nobody has a ticket yet",
            (await staff.OpenAsync($"/admin/events/{(await app.PublishEventAsync()).Id}/guests")).Text,
            StringComparison.Ordinal
        );
    }

    [Theory, OnEitherDatabase]
    public async Task The_status_is_one_word_on_the_event_and_in_the_list(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        using var staff = await app.SignInAsStaffAsync();
        var now = app.Clock.GetUtcNow();
        var full = new TicketTypeDraft("Standing", 1400, 0);
        var later = new TicketTypeDraft("Standing", 1400, 5, type => type.SalesStartAt = now.AddDays(1));
        foreach (
            var (word, list, show) in new[]
            {
                ("Draft", "drafts", await app.AddEventAsync(EventStatus.Inactive)),
                ("Scheduled", "drafts", await app.AddEventAsync(EventStatus.Inactive, "Planned", e => Plan(e, now))),
                ("On sale", "upcoming", await app.PublishEventAsync()),
                ("Sold out", "upcoming", await app.PublishEventAsync(full)),
                ("Not on sale yet", "upcoming", await app.PublishEventAsync(later)),
                ("Ended", "past", await app.PublishEventAsync(e => e.StartsAt = now.AddDays(-1))),
                ("Postponed", "upcoming", await app.AddEventAsync(EventStatus.Postponed)),
                ("Cancelled", "cancelled", await app.AddEventAsync(EventStatus.Cancelled)),
            }
        )
        {
            var page = await staff.OpenAsync($"/admin/events/{show.Id}");
            Assert.Equal(word, page.Document.QuerySelector(".event-head .chip")!.TextContent);
            var row = (await staff.OpenAsync($"/admin/events?show={list}")).Document.QuerySelector(
                $"tr:has([href='/admin/events/{show.Id}'])"
            )!;
            Assert.Equal(word, row.QuerySelector(".chip")!.TextContent);
        }
    }

    [Theory, OnEitherDatabase]
    public async Task Withdrawing_a_ticket_type_asks_first_and_says_what_stays_valid(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        await app.BuyAsync(show, "Standing", 2);
        using var staff = await app.SignInAsStaffAsync();
        var page = await staff.OpenAsync($"/admin/events/{show.Id}/types");
        var form = $"form[action*='handler=Offer&type={show.GetTicketTypeId("Standing")}']";
        var question = page.Document.QuerySelector($"{form} details:not([open])")!;
        Assert.Contains("2 tickets are sold and stay valid.", question.TextContent, StringComparison.Ordinal);
        var done = await page.SubmitAsync(form);
        Assert.Contains("Standing is withdrawn.", done.ExpectStatus(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        Assert.Equal("Withdrawn", done.Document.QuerySelector("ol.types .chip")!.TextContent);
    }

    private static void Plan(Event @event, DateTimeOffset now) =>
        typeof(Event).GetProperty(nameof(Event.PublishAt))!.SetValue(@event, now.AddDays(1));
}
