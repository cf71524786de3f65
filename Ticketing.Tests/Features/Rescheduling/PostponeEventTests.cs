using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Editing;
using Ticketing.Features.Reminders;
using Ticketing.Features.Rescheduling;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Rescheduling;

public sealed class PostponeEventTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const string AskForm = "main form";
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task Tickets_stay_valid_sales_pause_and_each_buyer_is_told_once(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishShowAsync();
        var (one, two) = (await app.BuyAsync(show, "Standing", 2), await app.BuyAsync(show, "Seated", 1));
        Assert.Equal(2, Assert.IsType<BuyersAffected>(await app.PostponeAsync(show, notice: null)).Plan.Orders.Count);
        Assert.Equal(EventStatus.Active, (await app.GetEventAsync(show)).Status);

        var version = (await app.GetEventAsync(show)).Version;
        var notice = app.OfferRefunds(days: 60);
        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(_ =>
                    Task.Run(
                        () => app.UseAsync<PostponeEvent, EditOutcome>(postpone => postpone.PostponeAsync(show.Id, version, notice, Ct)),
                        Ct
                    )
                )
        );
        Assert.Single(outcomes, outcome => outcome is EditOutcome.Saved);
        Assert.Equal(EventStatus.Postponed, (await app.GetEventAsync(show)).Status);
        Assert.Equal(3, (await app.GetEventAsync(show)).Sold);
        Assert.Equal([one.Id, two.Id], (await app.GetNoticesAsync(show)).Select(mail => mail.OrderId!.Value));
        var mail = await app.ReadNoticeAsync(one);
        Assert.Equal("Postponed: Nadia Karim Quartet (was Wed 5 Mar)", mail.Subject);
        Assert.Contains("Your tickets remain valid, and we’ll email you.", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Your ticket remains valid, and", (await app.ReadNoticeAsync(two)).Text, StringComparison.Ordinal);
        Assert.Contains("full refund until", mail.Text, StringComparison.Ordinal);
        Assert.Equal([$"{show.Slug}.ics"], mail.Attachments);
        Assert.IsNotType<Ticketing.Features.Holds.HoldOutcome.Placed>(
            await app.TryPlaceHoldAsync(show, new Dictionary<Guid, int> { [show.GetTicketTypeId("Standing")] = 1 })
        );
        Assert.True(await app.ReturnAsync(two));
        Assert.Equal(2, (await app.GetEventAsync(show)).Sold);
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task With_a_new_date_it_is_on_sale_again_and_buyers_and_reminders_are_told(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishShowAsync();
        var order = await app.BuyAsync(show, "Standing", 1);
        Assert.IsType<BuyersAffected>(await app.PostponeAsync(show, new BuyerNoticeForm()));
        Assert.IsType<EditOutcome.Saved>(await app.PostponeAsync(show, ReschedulingSteps.Tell));
        await AddReminderAsync(show);
        await app.RunJobAsync<ReminderJob>();
        Assert.Equal(0, await CountRemindersAsync(show));
        Assert.IsType<EditOutcome.Refused>(await app.MoveByDaysAsync(show, 7, ReschedulingSteps.Tell));
        var past = Assert.IsType<EditOutcome.Refused>(await app.SetDateAsync(show, -40, ReschedulingSteps.Tell));
        Assert.Equal("This date is in the past.", past.Errors[nameof(EventForm.Starts)]);
        Assert.IsType<BuyersAffected>(await app.SetDateAsync(show, 7, notice: null));
        Assert.Equal(EventStatus.Postponed, (await app.GetEventAsync(show)).Status);

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.IsType<EditOutcome.Saved>(await app.SetDateAsync(show, 7, ReschedulingSteps.Tell));
        var now = await app.GetEventAsync(show);
        Assert.Equal((EventStatus.Active, show.StartsAt.AddDays(7)), (now.Status, now.StartsAt));
        Assert.Equal("New date for Nadia Karim Quartet: Wed 12 Mar", (await app.ReadNoticeAsync(order)).Subject);
        Assert.Equal(2, (await app.GetNoticesAsync(show)).Count);
        await app.RunJobAsync<ReminderJob>();
        Assert.Equal(1, await CountRemindersAsync(show));
        Assert.IsType<EditOutcome.Refused>(await app.SetDateAsync(show, 9, ReschedulingSteps.Tell));
        Assert.Equal(
            ["event.postponed", "event.buyers-told", "event.edited", "event.back-on", "event.buyers-told"],
            (await app.GetAuditEntriesAsync(show.Id)).Select(entry => entry.Action)
        );
    }

    [Theory, OnEitherDatabase]
    public async Task Another_venue_is_told_without_the_date_that_was_planned_even_after_that_date(DatabaseProvider database)
    {
        await using var alone = new TicketingApp(database);
        app = alone;
        var show = await app.PublishShowAsync();
        var order = await app.BuyAsync(show, "Standing", 1);
        Assert.IsType<EditOutcome.Saved>(await app.PostponeAsync(show, ReschedulingSteps.Tell));
        await app.RunJobAsync<NotificationDispatcher>();
        app.Clock.Advance(TimeSpan.FromDays(40));
        Assert.IsType<BuyersAffected>(await app.RescheduleAsync(show, MoveToRedRoom, notice: null));
        Assert.IsType<EditOutcome.Saved>(await app.RescheduleAsync(show, MoveToRedRoom, ReschedulingSteps.Tell));
        var mail = await app.ReadNoticeAsync(order);
        Assert.Equal("New venue for Nadia Karim Quartet", mail.Subject);
        Assert.Contains("We’ll announce a new date soon.", mail.Text, StringComparison.Ordinal);
        Assert.Contains("The Red Room", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("March", mail.Text, StringComparison.Ordinal);
        Assert.Equal([$"{show.Slug}.ics"], mail.Attachments);

        static void MoveToRedRoom(EventForm form) => form.Location = "The Red Room";
    }

    [Theory, OnEitherDatabase]
    public async Task Who_returns_the_tickets_is_shown_no_date_that_holds_and_no_valid_tickets(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishShowAsync();
        using var buyer = app.NewBrowser();
        var order = await buyer.BuyAsync(show, quantity: 1);
        Assert.IsType<EditOutcome.Saved>(await app.PostponeAsync(show, app.OfferRefunds(days: 60)));
        Assert.Contains("Your ticket remains valid", (await buyer.OpenAsync(order.Path)).Text, StringComparison.Ordinal);
        var asked = await buyer.OpenAsync($"{order.Path}/refund");
        Assert.Equal("Wednesday 5 March 2031", asked.Document.QuerySelector("main s")!.TextContent);
        Assert.DoesNotContain("remain valid", (await asked.SubmitAsync("main form")).Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task Staff_find_it_among_events_to_come_even_after_the_date_that_was_planned(DatabaseProvider database)
    {
        app = venues.On(database);
        var before = app.Clock.GetUtcNow().AddDays(-3);
        var show = await app.AddEventAsync(EventStatus.Postponed, "Later", e => (e.StartsAt, e.DoorsAt) = (before, before));
        Assert.Contains(show.Id, await ListAsync(EventFilter.Upcoming));
        Assert.DoesNotContain(show.Id, await ListAsync(EventFilter.Past));
        var counts = await app.UseAsync<EventListQueries, IReadOnlyDictionary<EventFilter, int>>(list =>
            list.CountByFilterAsync("later", Ct)
        );
        Assert.Equal((1, 0), (counts[EventFilter.Upcoming], counts[EventFilter.Past]));
    }

    [Theory, OnEitherDatabase]
    public async Task Staff_postpone_and_set_the_date_on_its_page(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishShowAsync();
        await app.BuyAsync(show, "Standing", 1);
        using var staff = await app.SignInAsStaffAsync();
        var path = $"/admin/events/{show.Id}/postpone";
        var asked = (await staff.OpenAsync(path)).ExpectStatus(HttpStatusCode.OK);
        Assert.Contains("1 buyer has tickets", asked.Text, StringComparison.Ordinal);
        Assert.Contains(
            "Postponed: Nadia Karim Quartet",
            asked.Document.QuerySelector("section strong")!.TextContent,
            StringComparison.Ordinal
        );
        var done = await asked.SubmitAsync(AskForm, new Dictionary<string, string> { ["Notice.RefundsUntil"] = "2031-05-05" }, "tell");
        Assert.Contains("The event is postponed. Sales are paused. Buyers are being emailed.", done.Text, StringComparison.Ordinal);
        using var visitor = app.NewBrowser();
        Assert.Contains("This show has been postponed", (await visitor.OpenAsync($"/events/{show.Slug}")).Text, StringComparison.Ordinal);

        var form = await staff.OpenAsync(path);
        (await form.SubmitAsync(AskForm)).ExpectStatus(HttpStatusCode.BadRequest);
        var date = await form.SubmitAsync(AskForm, new Dictionary<string, string> { ["Form.Starts.Date"] = "2031-06-01" });
        var saved = await date.SubmitAsync(AskForm, button: "tell");
        Assert.Contains("The event has a new date. Buyers are being emailed.", saved.Text, StringComparison.Ordinal);
        Assert.Equal(new DateTimeOffset(2031, 6, 1, 19, 0, 0, TimeSpan.Zero), (await app.GetEventAsync(show)).StartsAt);
        var changes = await staff.OpenAsync($"/admin/events/{show.Id}/changes");
        Assert.Equal(
            ["New date after being postponed", "Postponed"],
            changes.Document.QuerySelectorAll("section h2").Select(heading => heading.TextContent)
        );
    }

    private async Task<IEnumerable<Guid>> ListAsync(EventFilter filter) =>
        (await app.UseAsync<EventListQueries, EventListPage>(list => list.GetPageAsync(filter, "", page: 1, Ct))).Items.Select(listed =>
            listed.Event.Id
        );

    private Task AddReminderAsync(Event show) =>
        app.UseAsync<TicketingDbContext>(async db =>
        {
            var email = $"{show.Slug}@example.com";
            var reminder = new EventReminder
            {
                EventId = show.Id,
                Email = email,
                Key = EventReminder.CreateKey(show.Id, email),
                Topic = ReminderTopic.NewDate,
                CreatedAt = app.Clock.GetUtcNow(),
            };
            db.Add(reminder);
            db.Entry(reminder).Property(r => r.ConfirmedAt).CurrentValue = app.Clock.GetUtcNow();
            await db.SaveChangesAsync(Ct);
        });

    private Task<int> CountRemindersAsync(Event show) =>
        app.UseAsync<TicketingDbContext, int>(db =>
            db.Set<Notification>().CountAsync(n => n.Kind == ReminderJob.MailKind && n.Recipient == $"{show.Slug}@example.com", Ct)
        );
}
