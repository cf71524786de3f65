using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Editing;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Localization;
using Ticketing.Tests.Features.Cancellations;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Events;

public sealed class ScheduledPublicationTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private static readonly TimeSpan InTwoDays = TimeSpan.FromDays(2);
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_draft_is_published_at_its_time_and_not_before(DatabaseProvider database)
    {
        await using var own = new TicketingApp(database);
        app = own;
        var draft = await app.AddEventAsync(EventStatus.Inactive);
        using var staff = await app.SignInAsStaffAsync();
        var page = await ScheduleAsync(staff, draft, app.Clock.GetUtcNow() + InTwoDays);
        Assert.Contains("It will be published", page.ExpectStatus(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        Assert.Equal("Scheduled", page.Document.QuerySelector(".event-head .chip")!.TextContent);

        app.Clock.Advance(InTwoDays - TimeSpan.FromMinutes(2));
        await app.RunJobAsync<ScheduledPublicationJob>();
        Assert.Equal(EventStatus.Inactive, (await app.GetEventAsync(draft)).Status);
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await app.RunJobAsync<ScheduledPublicationJob>();
        await app.RunJobAsync<ScheduledPublicationJob>();

        var shown = await app.GetEventAsync(draft);
        Assert.Equal((EventStatus.Active, null), (shown.Status, shown.PublishAt));
        var trail = await app.GetAuditEntriesAsync(draft.Id);
        Assert.Equal(["event.publication-scheduled", "event.published"], trail.Select(entry => entry.Action));
        Assert.Null(trail[1].ActorId);
        using var visitor = app.NewBrowser();
        (await visitor.OpenAsync($"/events/{draft.Slug}")).ExpectStatus(HttpStatusCode.OK);
    }

    [Theory, OnEitherDatabase]
    public async Task The_time_can_be_changed_and_taken_back(DatabaseProvider database)
    {
        app = venues.On(database);
        var draft = await app.AddEventAsync(EventStatus.Inactive);
        using var staff = await app.SignInAsStaffAsync();
        await ScheduleAsync(staff, draft, app.Clock.GetUtcNow() + InTwoDays);
        await ScheduleAsync(staff, draft, app.Clock.GetUtcNow() + (2 * InTwoDays));
        Assert.InRange((await app.GetEventAsync(draft)).PublishAt!.Value - app.Clock.GetUtcNow(), 1.9 * InTwoDays, 2 * InTwoDays);
        var page = await (await staff.OpenAsync($"/admin/events/{draft.Id}")).SubmitAsync("form[action$='handler=TakeBack']");

        Assert.Equal("Draft", page.ExpectStatus(HttpStatusCode.OK).Document.QuerySelector(".event-head .chip")!.TextContent);
        Assert.Null((await app.GetEventAsync(draft)).PublishAt);
        Assert.Equal("event.publication-taken-back", (await app.GetAuditEntriesAsync(draft.Id))[^1].Action);
    }

    [Theory, OnBothDatabases]
    public async Task Two_processes_publish_it_once(DatabaseProvider database)
    {
        await using var venue = new TwoProcesses(database);
        venue.Start();
        var draft = await venue.First.AddEventAsync(EventStatus.Inactive, change: null);
        await ScheduleAsync(venue.First, draft, venue.First.Clock.GetUtcNow().AddHours(1));
        venue.Advance(TimeSpan.FromHours(2));
        await venue.RunJobInBothAsync<ScheduledPublicationJob>();

        Assert.Equal(EventStatus.Active, (await venue.First.GetEventAsync(draft)).Status);
        Assert.Single(await venue.First.GetAuditEntriesAsync(draft.Id), entry => entry.Action == "event.published");
    }

    [Theory, OnBothDatabases]
    public async Task Taking_it_back_and_publishing_it_cannot_both_succeed(DatabaseProvider database)
    {
        await using var venue = new TicketingApp(database);
        for (var round = 0; round < 8; round++)
        {
            var draft = await venue.AddEventAsync(EventStatus.Inactive);
            await ScheduleAsync(venue, draft, venue.Clock.GetUtcNow().AddHours(1));
            venue.Clock.Advance(TimeSpan.FromHours(1));
            var publishing = Task.Run(() => venue.RunJobAsync<ScheduledPublicationJob>(), Ct);
            var takenBack = await venue.UseAsync<SchedulePublication, PublishOutcome>(schedule => schedule.TakeBackAsync(draft.Id, Ct));
            await publishing;
            var status = (await venue.GetEventAsync(draft)).Status;
            Assert.Equal(takenBack is PublishOutcome.Done ? EventStatus.Inactive : EventStatus.Active, status);
        }
    }

    [Theory, OnBothDatabases]
    public async Task If_its_audit_entry_cannot_be_saved_it_stays_a_draft_until_the_next_run(DatabaseProvider database)
    {
        await using var venue = new TicketingApp(database);
        var draft = await venue.AddEventAsync(EventStatus.Inactive);
        await ScheduleAsync(venue, draft, venue.Clock.GetUtcNow().AddHours(1));
        venue.Clock.Advance(TimeSpan.FromHours(2));
        await ExecuteAsync(
            venue,
            database == DatabaseProvider.Sqlite
                ? "CREATE TRIGGER no_audit BEFORE INSERT ON audit_entries BEGIN SELECT RAISE(ABORT, 'no audit'); END"
                : "ALTER TABLE audit_entries ADD CONSTRAINT no_audit CHECK (action <> 'event.published') NOT VALID"
        );
        await venue.RunJobAsync<ScheduledPublicationJob>();
        Assert.Equal(EventStatus.Inactive, (await venue.GetEventAsync(draft)).Status);

        await ExecuteAsync(
            venue,
            database == DatabaseProvider.Sqlite ? "DROP TRIGGER no_audit" : "ALTER TABLE audit_entries DROP CONSTRAINT no_audit"
        );
        await venue.RunJobAsync<ScheduledPublicationJob>();
        Assert.Equal(EventStatus.Active, (await venue.GetEventAsync(draft)).Status);
        Assert.Single(await venue.GetAuditEntriesAsync(draft.Id), entry => entry.Action == "event.published");
    }

    [Theory, OnEitherDatabase]
    public async Task A_draft_that_lacks_something_is_published_once_it_is_complete(DatabaseProvider database)
    {
        await using var own = new TicketingApp(database);
        app = own;
        var draft = await app.AddEventAsync(EventStatus.Inactive, types: new TicketTypeDraft("Standing", 1400, 50));
        await ScheduleAsync(app, draft, app.Clock.GetUtcNow().AddHours(1));
        await SetOfferedAsync(draft, offered: false);
        app.Clock.Advance(TimeSpan.FromHours(2));
        await app.RunJobAsync<ScheduledPublicationJob>();
        using var staff = await app.SignInAsStaffAsync();
        var page = await staff.OpenAsync($"/admin/events/{draft.Id}");
        Assert.Contains("It cannot be published as planned", page.Text, StringComparison.Ordinal);
        await SetOfferedAsync(draft, offered: true);
        await app.RunJobAsync<ScheduledPublicationJob>();
        Assert.Equal(EventStatus.Active, (await app.GetEventAsync(draft)).Status);
    }

    [Theory, OnBothDatabases]
    public async Task A_draft_that_is_cancelled_is_not_published(DatabaseProvider database)
    {
        await using var own = new TicketingApp(database);
        app = own;
        var draft = await app.AddEventAsync(EventStatus.Inactive);
        await ScheduleAsync(app, draft, app.Clock.GetUtcNow().AddHours(1));
        await app.CancelAsync(draft);
        Assert.Null((await app.GetEventAsync(draft)).PublishAt);
        app.Clock.Advance(TimeSpan.FromHours(2));
        await app.RunJobAsync<ScheduledPublicationJob>();
        Assert.Equal(EventStatus.Cancelled, (await app.GetEventAsync(draft)).Status);
        Assert.DoesNotContain(await app.GetAuditEntriesAsync(draft.Id), entry => entry.Action == "event.published");
    }

    [Theory]
    [OnEitherDatabase("31.12.2031", "10:00", "Enter the date like")]
    [OnEitherDatabase("2031-02-20", "ten", "Enter the time like")]
    [OnEitherDatabase("", "10:00", "The date is missing")]
    public async Task A_mistyped_time_is_named_and_kept_in_the_form(DatabaseProvider database, string date, string time, string reason)
    {
        app = venues.On(database);
        var draft = await app.AddEventAsync(EventStatus.Inactive);
        using var staff = await app.SignInAsStaffAsync();
        var refused = await (await staff.OpenAsync($"/admin/events/{draft.Id}")).SubmitAsync(
            "form[action$='handler=Schedule']",
            new Dictionary<string, string> { ["PublishAt.Date"] = date, ["PublishAt.Time"] = time }
        );

        refused.ExpectStatus(HttpStatusCode.BadRequest);
        Assert.Contains(reason, refused.Document.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal((date, time), (GetValue("PublishAt.Date"), GetValue("PublishAt.Time")));
        Assert.True(refused.Document.QuerySelector("form[action$='handler=Schedule']")!.Closest("details")!.HasAttribute("open"));
        Assert.Null((await app.GetEventAsync(draft)).PublishAt);

        string GetValue(string name) => refused.Document.QuerySelector($"[name='{name}']")!.GetAttribute("value") ?? "";
    }

    [Theory, OnEitherDatabase]
    public async Task A_time_that_makes_no_sense_is_refused_and_kept_in_the_form(DatabaseProvider database)
    {
        app = venues.On(database);
        var draft = await app.AddEventAsync(EventStatus.Inactive);
        using var staff = await app.SignInAsStaffAsync();
        foreach (
            var (at, reason) in new[]
            {
                (app.Clock.GetUtcNow().AddDays(-1), "in the future"),
                (draft.StartsAt.AddDays(1), "It starts before it is published"),
            }
        )
        {
            var refused = (await ScheduleAsync(staff, draft, at)).ExpectStatus(HttpStatusCode.Conflict);
            Assert.Contains(reason, refused.Document.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
            Assert.Equal(
                LocalTimeConverter.ToInput(at, draft.TimeZone).Date,
                refused.Document.QuerySelector("[name='PublishAt.Date']")!.GetAttribute("value")
            );
        }

        Assert.Null((await app.GetEventAsync(draft)).PublishAt);
        Assert.Empty(await app.GetAuditEntriesAsync(draft.Id));
    }

    private static async Task<BrowserPage> ScheduleAsync(Browser staff, Event draft, DateTimeOffset at)
    {
        var typed = LocalTimeConverter.ToInput(at, draft.TimeZone);
        return await (await staff.OpenAsync($"/admin/events/{draft.Id}")).SubmitAsync(
            "form[action$='handler=Schedule']",
            new Dictionary<string, string> { ["PublishAt.Date"] = typed.Date, ["PublishAt.Time"] = typed.Time }
        );
    }

    private static async Task ScheduleAsync(TicketingApp venue, Event draft, DateTimeOffset at) =>
        Assert.IsType<PublishOutcome.Done>(
            await venue.UseAsync<SchedulePublication, PublishOutcome>(schedule =>
                schedule.ScheduleAsync(draft.Id, LocalTimeConverter.ToInput(at, draft.TimeZone), Ct)
            )
        );

    private Task SetOfferedAsync(Event draft, bool offered) =>
        app.UseAsync<EditTicketType>(edit => edit.SetOfferedAsync(draft.Id, draft.GetTicketTypeId("Standing"), offered, Ct));

    private static Task ExecuteAsync(TicketingApp venue, string sql) =>
        venue.UseAsync<TicketingDbContext>(db => db.WriteAsync(() => db.Database.ExecuteSqlRawAsync(sql, Ct), ct: Ct));
}
