using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Orders;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Primitives;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Features.Insights;

/// <summary>One venue per test, because the start page covers everything.</summary>
public sealed class TodayPageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [OnEitherDatabase(Roles.SuperAdmin, true)]
    [OnEitherDatabase(Roles.Admin, false)]
    public async Task A_new_venue_sees_the_first_steps(DatabaseProvider database, string role, bool canInvite)
    {
        await using var app = new TicketingApp(database);
        using var staff = await app.SignInAsStaffAsync(role);
        var page = (await staff.OpenAsync("/admin")).ExpectStatus(HttpStatusCode.OK);
        Assert.NotNull(page.Document.QuerySelector("main a[href='/admin/events/new']"));
        Assert.Equal(canInvite, page.Document.QuerySelector("main a[href='/admin/users/invite']") is not null);
        Assert.Empty(page.Document.QuerySelectorAll(".figures, .needs, .nights, .tonight"));
    }

    [Theory, OnEitherDatabase]
    public async Task The_figures_cover_the_venue_s_day(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);

        // In summer, London's day starts at 23:00 UTC.
        app.Clock.SetUtcNow(new DateTimeOffset(2031, 7, 1, 22, 58, 0, TimeSpan.Zero));
        var show = await app.PublishEventAsync();
        await app.SellAsync(show, "Seated", 5);
        app.Clock.SetUtcNow(new DateTimeOffset(2031, 7, 1, 23, 0, 0, TimeSpan.Zero));
        var sold = (await app.SellAsync(show, "Standing", 2)).Total + (await app.SellAsync(show, "Seated", 1)).Total;
        var money = new Money(sold, "GBP");
        await app.PlaceHoldAsync(show, "Standing", 3);
        using var staff = await app.SignInAsStaffAsync();

        var page = await staff.OpenAsync("/admin");
        Assert.Contains("Tickets sold today 3 in 2 orders", page.Text, StringComparison.Ordinal);
        Assert.Contains($"Net revenue today {money} No refunds today", page.Text, StringComparison.Ordinal);
        Assert.Contains("8 sold, 3 held of 150", page.Text, StringComparison.Ordinal);
        Assert.Contains("Wed 2 Jul 2031", page.Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task Events_of_today_have_a_card_with_admissions_and_the_rest_is_upcoming(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var now = app.Clock.GetUtcNow();
        await app.PublishEventAsync("Over", e => e.StartsAt = now.AddDays(-1));
        var later = await app.PublishEventAsync("Next month", _ => { });
        var tonight = await app.PublishEventAsync(
            "Tonight's <b>band</b>",
            e => (e.StartsAt, e.DoorsAt) = (now.AddHours(8), now.AddHours(7))
        );
        var night = await app.PublishEventAsync("After midnight", e => (e.StartsAt, e.DoorsAt) = (now.AddHours(12.5), now.AddHours(11.5)));
        await app.PublishEventAsync("Tomorrow", e => (e.StartsAt, e.DoorsAt) = (now.AddHours(13), null));
        await app.AddEventAsync(EventStatus.Inactive, "Secret", e => e.StartsAt = now.AddHours(9));
        await app.AddEventAsync(EventStatus.Postponed, "Postponed", e => (e.StartsAt, e.DoorsAt) = (now.AddHours(9), null));
        await CheckInAsync(app, await app.SellAsync(tonight, "Standing", 4), 3);
        await app.SellAsync(later, "Standing", 1);
        using var staff = await app.SignInAsStaffAsync();

        var page = await staff.OpenAsync("/admin");
        var cards = page.Document.QuerySelectorAll(".tonight li");
        Assert.Equal(["3 of 4 admitted", "0 of 0 admitted"], cards.Select(card => card.QuerySelector(".ring")!.GetAttribute("aria-label")));
        Assert.Equal(["Tonight's <b>band</b>", "After midnight"], cards.Select(card => card.QuerySelector("h3")!.TextContent));
        Assert.Contains("Doors 19:00 · Starts 20:00", cards[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("4 sold of 150", cards[0].TextContent, StringComparison.Ordinal);
        Assert.Equal(
            [$"/admin/check-in/{tonight.Id}", $"/admin/orders/new?event={tonight.Id}", $"/admin/check-in/{tonight.Id}/list"],
            cards[0].QuerySelectorAll(".actions a").Select(link => link.GetAttribute("href"))
        );
        Assert.Equal(
            [$"/admin/check-in/{tonight.Id}"],
            page.Document.QuerySelectorAll("main a.button:not(.quiet)").Select(link => link.GetAttribute("href"))
        );
        Assert.Equal(
            ["Postponed Mon 3 Feb 2031, 21:00", "Tomorrow Tomorrow, 01:00", "Next month Mon 3 Mar 2031, 12:00"],
            page.Document.QuerySelectorAll(".nights .what")
                .Select(what => string.Join(' ', what.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
                .Select(text => text.Replace(" · Postponed", "", StringComparison.Ordinal))
        );

        app.Clock.Advance(TimeSpan.FromHours(8.5));
        using var doorman = await app.SignInAsStaffAsync();
        Assert.Contains("On now, since 20:00", (await doorman.OpenAsync("/admin")).Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task Good_news_is_apart_from_what_needs_attention(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var starts = app.Clock.GetUtcNow().AddDays(20);
        var full = await app.PublishEventAsync("Full", e => e.StartsAt = starts, new TicketTypeDraft("Standing", 1400, 2));
        await app.SellAsync(full, "Standing", 2);
        await app.QueueDeadMailAsync();
        using var staff = await app.SignInAsStaffAsync();

        var page = await staff.OpenAsync("/admin");

        Assert.Equal(["1 email could not be delivered"], GetItems(page, "needs"));
        Assert.Equal(["Full is sold out"], GetItems(page, "good"));
        Assert.All(page.Document.QuerySelectorAll(".needs > li"), item => Assert.NotNull(item.QuerySelector("a.button")));
    }

    [Theory, OnEitherDatabase]
    public async Task Tickets_are_offered_only_of_events_that_can_be_sold(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var now = app.Clock.GetUtcNow();
        await app.AddEventAsync(EventStatus.Inactive, "Draft");
        await app.AddEventAsync(EventStatus.Cancelled, "Cancelled");
        await app.PublishEventAsync("Past", e => (e.StartsAt, e.DoorsAt) = (now.AddDays(-1), null));
        var postponed = await app.AddEventAsync(EventStatus.Postponed, "Postponed");
        var full = await app.PublishEventAsync("Full", _ => { }, new TicketTypeDraft("Standing", 1400, 1));
        await app.SellAsync(full, "Standing", 1);
        var tonight = await app.PublishEventAsync("Tonight", e => (e.StartsAt, e.DoorsAt) = (now.AddHours(3), null));
        var open = await app.PublishEventAsync("Open", _ => { });
        using var staff = await app.SignInAsStaffAsync();

        var page = await staff.OpenAsync("/admin");

        Assert.Equal(
            [$"/admin/orders/new?event={tonight.Id}", $"/admin/orders/new?event={open.Id}"],
            page.Document.QuerySelectorAll("main a[href*='/admin/orders/new?event=']").Select(link => link.GetAttribute("href"))
        );
        Assert.Contains($"/admin/events/{postponed.Id}", page.Document.Body!.InnerHtml, StringComparison.Ordinal);
    }

    private static IEnumerable<string> GetItems(BrowserPage page, string section) =>
        page.Document.QuerySelectorAll($"section[aria-labelledby='{section}'] .needs > li > span").Select(item => item.TextContent);

    private static Task CheckInAsync(TicketingApp app, Order order, int tickets) =>
        app.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(
                () =>
                    db.Set<Ticket>()
                        .Where(t => t.OrderId == order.Id && t.Number <= tickets)
                        .ExecuteUpdateAsync(set => set.SetProperty(t => t.CheckedInAt, app.Clock.GetUtcNow()), Ct),
                ct: Ct
            )
        );
}
