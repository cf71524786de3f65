using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Reminders;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Reminders;

public sealed class ReminderTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private static int people;
    private readonly string email = $"ada{Interlocked.Increment(ref people)}@example.com";
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_confirmed_reminder_is_mailed_once_when_sales_start_and_its_address_is_deleted(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await AnnounceAsync();
        using var browser = app.NewBrowser();
        var page = (await browser.OpenAsync($"/events/{show.Slug}")).ExpectStatus(HttpStatusCode.OK);
        var asked = (await page.SubmitAsync("form.remind", Email(email))).ExpectStatus(HttpStatusCode.OK);
        Assert.Contains($"We’ve emailed a link to {email}.", asked.Text, StringComparison.Ordinal);
        Assert.Contains(
            "when tickets for Nadia Karim Quartet go on sale",
            (await MailAsync(RequestReminder.MailKind))!.Content!,
            StringComparison.Ordinal
        );

        var confirmed = await (await browser.OpenAsync(await LinkAsync(show))).SubmitAsync("#confirm");
        Assert.Contains("We’ll remind you", confirmed.ExpectStatus(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        await app.RunJobAsync<ReminderJob>();
        Assert.Null(await MailAsync(ReminderJob.MailKind));

        app.Clock.Advance(TimeSpan.FromDays(5));
        await app.RunJobAsync<ReminderJob>();
        await app.RunJobAsync<ReminderJob>();
        await app.RunJobAsync<ReminderCleanupJob>();
        Assert.NotNull(await FindAsync(show));
        var mail = (await MailAsync(ReminderJob.MailKind))!;
        Assert.Equal((NotificationStatus.Sent, "Tickets for Nadia Karim Quartet are on sale"), (mail.Status, mail.Subject));
        Assert.Contains($"/events/{show.Slug}", mail.Content!, StringComparison.Ordinal);
        Assert.Contains("Stop this reminder", mail.Content!, StringComparison.Ordinal);
        await app.RunJobAsync<ReminderCleanupJob>();
        Assert.Null(await FindAsync(show));
    }

    [Theory, OnEitherDatabase]
    public async Task A_postponed_event_reminds_of_its_new_date(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.AddEventAsync(EventStatus.Postponed);
        await ConfirmAsync(show);
        await app.RunJobAsync<ReminderJob>();
        Assert.Null(await MailAsync(ReminderJob.MailKind));

        Assert.IsType<EditOutcome.Saved>(
            await app.EditEventAsync(
                show,
                form => (form.Starts.Date, form.Starts.Time, form.Doors.Date, form.Doors.Time) = ("2033-04-01", "20:00", "", "")
            )
        );
        await app.SetStatusAsync(show, EventStatus.Active);
        await app.RunJobAsync<ReminderJob>();
        var mail = (await MailAsync(ReminderJob.MailKind))!;
        Assert.Equal("New date for Nadia Karim Quartet: Fri 1 Apr 2033", mail.Subject);
        Assert.Contains("Friday 1 April 2033", mail.Content!, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task Without_a_confirmation_nothing_is_sent_and_the_address_is_deleted(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await AnnounceAsync(days: 2);
        await AskAsync(show, email);
        using var scanner = app.NewBrowser();
        (await scanner.OpenAsync(await LinkAsync(show))).ExpectStatus(HttpStatusCode.OK);
        app.Clock.Advance(ReminderCleanupJob.ConfirmWithin - TimeSpan.FromMinutes(1));
        await app.RunJobAsync<ReminderCleanupJob>();
        await app.RunJobAsync<ReminderJob>();
        Assert.Null(await MailAsync(ReminderJob.MailKind));
        Assert.Null((await FindAsync(show))!.ConfirmedAt);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.RunJobAsync<ReminderCleanupJob>();
        Assert.Null(await FindAsync(show));
    }

    [Theory, OnEitherDatabase]
    public async Task The_link_stops_the_reminder_and_deletes_the_address(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await AnnounceAsync();
        await ConfirmAsync(show);
        using var browser = app.NewBrowser();
        var link = await LinkAsync(show);
        var stopped = await (await browser.OpenAsync(link)).SubmitAsync("#stop");
        Assert.Contains("Reminder stopped", stopped.ExpectStatus(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        Assert.Null(await FindAsync(show));
        (await browser.OpenAsync(link)).ExpectStatus(HttpStatusCode.Forbidden);
        app.Clock.Advance(TimeSpan.FromDays(5));
        await app.RunJobAsync<ReminderJob>();
        Assert.Null(await MailAsync(ReminderJob.MailKind));
    }

    [Theory, OnEitherDatabase]
    public async Task Nobody_else_can_confirm_or_stop_it(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await AnnounceAsync();
        await AskAsync(show, email);
        using var stranger = app.NewBrowser();
        var link = await LinkAsync(show);
        foreach (var forged in new[] { link[..^1] + (link[^1] == '0' ? '1' : '0'), link[..^64], $"/events/{show.Slug}/reminder" })
        {
            (await stranger.OpenAsync(forged)).ExpectStatus(HttpStatusCode.Forbidden);
        }

        var page = await stranger.OpenAsync(link);
        var token = link.Split("token=")[1];
        (await page.SubmitAsync("#confirm", new Dictionary<string, string> { ["Token"] = token[..^1] + "x" })).ExpectStatus(
            HttpStatusCode.Forbidden
        );
        await page.SubmitAsync("#stop", new Dictionary<string, string> { ["Token"] = token[..^1] + "x" });
        Assert.Null((await FindAsync(show))!.ConfirmedAt);
    }

    [Theory, OnEitherDatabase]
    public async Task The_answer_is_the_same_for_known_and_new_addresses_and_each_has_one_reminder(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await AnnounceAsync();
        await ConfirmAsync(show);
        var known = await AskAsync(show, email.ToUpperInvariant().Replace("EXAMPLE.COM", "example.com", StringComparison.Ordinal));
        var unknown = await AskAsync(show, $"new-{email}");
        Assert.Equal(
            unknown.Text.Replace($"new-{email}", email, StringComparison.OrdinalIgnoreCase),
            known.Text.Replace(email, email, StringComparison.OrdinalIgnoreCase)
        );
        Assert.Equal(unknown.Headers.Keys.Order(), known.Headers.Keys.Order());
        Assert.Equal(
            2,
            await app.UseAsync<TicketingDbContext, int>(db => db.Set<EventReminder>().CountAsync(r => r.EventId == show.Id, Ct))
        );
        Assert.NotNull((await FindAsync(show))!.ConfirmedAt);
    }

    [Theory, OnEitherDatabase]
    public async Task A_mailbox_cannot_be_flooded_with_requests(DatabaseProvider database)
    {
        app = venues.On(database);
        for (var asked = 0; asked < 6; asked++)
        {
            (await AskAsync(await AnnounceAsync(), email)).ExpectStatus(HttpStatusCode.OK);
        }

        Assert.Equal(
            3,
            await app.UseAsync<TicketingDbContext, int>(db => db.Set<Notification>().CountAsync(n => n.Recipient == email, Ct))
        );
        Assert.Equal(3, await app.UseAsync<TicketingDbContext, int>(db => db.Set<EventReminder>().CountAsync(r => r.Email == email, Ct)));
    }

    [Theory, OnEitherDatabase]
    public async Task Two_jobs_at_the_same_time_send_one_mail(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await AnnounceAsync();
        await ConfirmAsync(show);
        app.Clock.Advance(TimeSpan.FromDays(5));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => app.RunJobAsync<ReminderJob>()));
        Assert.NotNull(await MailAsync(ReminderJob.MailKind));
    }

    [Theory, OnEitherDatabase]
    public async Task A_cancelled_event_reminds_nobody(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await AnnounceAsync();
        await ConfirmAsync(show);
        await app.SetStatusAsync(show, EventStatus.Cancelled);
        app.Clock.Advance(TimeSpan.FromDays(5));
        await app.RunJobAsync<ReminderJob>();
        await app.RunJobAsync<ReminderCleanupJob>();
        Assert.Null(await FindAsync(show));
        Assert.Null(await MailAsync(ReminderJob.MailKind));
    }

    [Theory, OnEitherDatabase]
    public async Task Mistyped_and_invalid_addresses_are_asked_about(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await AnnounceAsync();
        Assert.Contains(
            "Enter a valid email",
            (await AskAsync(show, "ada")).ExpectStatus(HttpStatusCode.UnprocessableEntity).Text,
            StringComparison.Ordinal
        );
        using var browser = app.NewBrowser();
        var page = await browser.OpenAsync($"/events/{show.Slug}/remind");
        var asked = (await page.SubmitAsync("#remind", Email("grace@gmial.com"))).ExpectStatus(HttpStatusCode.UnprocessableEntity);
        (await asked.SubmitAsync("#remind", button: "grace@gmail.com")).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal("grace@gmail.com", (await FindAsync(show))!.Email);
    }

    [Theory, OnEitherDatabase]
    public async Task Mails_of_a_reminder_are_in_the_language_of_its_page(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await AnnounceAsync();
        using var browser = app.NewBrowser();
        await (await browser.OpenAsync($"/de/events/{show.Slug}")).SubmitAsync("form.remind", Email(email));
        Assert.StartsWith(
            "Bitte bestätige deine Erinnerung",
            (await MailAsync(RequestReminder.MailKind))!.Subject,
            StringComparison.Ordinal
        );
        await (await browser.OpenAsync(await LinkAsync(show))).SubmitAsync("#confirm");
        app.Clock.Advance(TimeSpan.FromDays(5));
        await app.RunJobAsync<ReminderJob>();
        var mail = (await MailAsync(ReminderJob.MailKind))!;
        Assert.Equal("Tickets für Nadia Karim Quartet sind im Verkauf", mail.Subject);
        Assert.Contains($"/de/events/{show.Slug}", mail.Content!, StringComparison.Ordinal);
    }

    private Task<Event> AnnounceAsync(int days = 5) =>
        app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 100, type => type.SalesStartAt = app.Clock.GetUtcNow().AddDays(days)));

    private async Task<BrowserPage> AskAsync(Event show, string address)
    {
        using var browser = app.NewBrowser();
        return await (await browser.OpenAsync($"/events/{show.Slug}/remind")).SubmitAsync("#remind", Email(address));
    }

    private async Task ConfirmAsync(Event show)
    {
        (await AskAsync(show, email)).ExpectStatus(HttpStatusCode.OK);
        using var browser = app.NewBrowser();
        await (await browser.OpenAsync(await LinkAsync(show))).SubmitAsync("#confirm");
        Assert.NotNull((await FindAsync(show))!.ConfirmedAt);
    }

    private async Task<string> LinkAsync(Event show)
    {
        var reminder = (await FindAsync(show))!;
        var link = await app.UseAsync<ReminderLinks, ReminderLink>(links => links.CreateAsync(reminder.Id, show, Ct));
        return new Uri(link.Url).PathAndQuery;
    }

    private Task<EventReminder?> FindAsync(Event show) =>
        app.UseAsync<TicketingDbContext, EventReminder?>(db =>
            db.Set<EventReminder>().AsNoTracking().OrderBy(r => r.Id).FirstOrDefaultAsync(r => r.EventId == show.Id, Ct)
        );

    private async Task<Notification?> MailAsync(string kind)
    {
        await app.RunJobAsync<NotificationDispatcher>();
        return await app.UseAsync<TicketingDbContext, Notification?>(db =>
            db.Set<Notification>().AsNoTracking().SingleOrDefaultAsync(n => n.Kind == kind && n.Recipient == email, Ct)
        );
    }

    private static Dictionary<string, string> Email(string address) => new() { ["Email"] = address };
}
