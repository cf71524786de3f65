using Ticketing.Features.Insights.Mails;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Paging;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Features.Insights;

public sealed class MailListTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [OnBothDatabases(0)]
    [OnBothDatabases(1)]
    public async Task Every_mail_is_listed_once_while_others_are_queued(DatabaseProvider database, int secondsApart)
    {
        await using var app = new TicketingApp(database);
        var there = new List<Guid>();
        for (var i = 0; i < (2 * MailListQueries.PageSize) + 3; i++)
        {
            app.Clock.Advance(TimeSpan.FromSeconds(secondsApart));
            there.Add((await app.QueueMailAsync($"b{i}@example.com")).Id);
        }

        var seen = new List<Guid>();
        var pages = new List<KeysetPage<MailListItem>>();
        for (PagePosition? place = null; pages.Count == 0 || place is not null; place = pages[^1].Older)
        {
            pages.Add(await PageAsync(app, MailFilter.Waiting, "", PagePosition.Parse(place?.ToString())));
            seen.AddRange(pages[^1].Rows.Select(row => row.Id));
            app.Clock.Advance(TimeSpan.FromSeconds(1));
            await app.QueueMailAsync("late@example.com");
        }

        Assert.Equal(there.Order(), seen.Order());
        Assert.Equal(3, pages.Count);
        Assert.Null(pages[0].Newer);
        Assert.Equal(pages[1].Rows, (await PageAsync(app, MailFilter.Waiting, "", pages[^1].Newer)).Rows);
        var newest = await PageAsync(
            app,
            MailFilter.Waiting,
            "",
            pages[0].Rows is [var first, ..] ? new PagePosition(first.CreatedAt, first.Id, Newer: true) : null
        );
        Assert.Equal(3, newest.Rows.Count);
        Assert.Null(newest.Newer);
    }

    [Theory, OnBothDatabases]
    public async Task Mails_are_found_by_recipient_order_and_status(DatabaseProvider database)
    {
        var app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1, "Zoe.Quill@example.com");
        var dead = await app.QueueDeadMailAsync("zoe_other@example.com");
        Assert.Equal([order.Reference], await FoundAsync(app, MailFilter.All, "zoe.quill@"));
        Assert.Equal([order.Reference], await FoundAsync(app, MailFilter.All, order.Reference));
        Assert.Equal(
            [order.Reference],
            await FoundAsync(app, MailFilter.Waiting, order.Reference.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant())
        );
        Assert.Empty(await FoundAsync(app, MailFilter.Dead, order.Reference));
        Assert.Equal([null], await FoundAsync(app, MailFilter.Dead, "zoe"));
        Assert.Equal(dead.Id, Assert.Single((await PageAsync(app, MailFilter.Dead, "zoe_other", null)).Rows).Id);

        // Wildcards are matched literally.
        Assert.Empty(await FoundAsync(app, MailFilter.All, "zoe%"));
        Assert.Empty(await FoundAsync(app, MailFilter.All, "zoe\0"));
    }

    [Theory, OnBothDatabases]
    public async Task Counts_cover_waiting_recently_sent_and_dead_mails(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        Assert.Equal(new MailCounts(0, null, 0, 0), await FiguresAsync(app));
        foreach (var age in new[] { 25, 23, 1 })
        {
            var sent = await app.QueueMailAsync();
            await app.UpdateMailAsync(
                sent,
                set =>
                    set.SetProperty(n => n.Status, NotificationStatus.Sent).SetProperty(n => n.SentAt, app.Clock.GetUtcNow().AddHours(-age))
            );
        }

        await app.QueueDeadMailAsync();
        await app.QueueMailAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(7));
        await app.QueueMailAsync();
        Assert.Equal(new MailCounts(2, TimeSpan.FromMinutes(7), 2, 1), await FiguresAsync(app));
        using var staff = await app.SignInAsStaffAsync();
        Assert.Contains("Waiting2 oldest 7 min", (await staff.OpenAsync("/admin/notifications")).Text, StringComparison.Ordinal);
    }

    private static Task<MailCounts> FiguresAsync(TicketingApp app) =>
        app.UseAsync<MailListQueries, MailCounts>(mails => mails.CountAsync(Ct));

    private static async Task<IEnumerable<string?>> FoundAsync(TicketingApp app, MailFilter filter, string text) =>
        (await PageAsync(app, filter, text, null)).Rows.Select(row => row.Reference);

    private static Task<KeysetPage<MailListItem>> PageAsync(TicketingApp app, MailFilter filter, string text, PagePosition? place) =>
        app.UseAsync<MailListQueries, KeysetPage<MailListItem>>(mails => mails.GetPageAsync(filter, text, place, Ct));
}
