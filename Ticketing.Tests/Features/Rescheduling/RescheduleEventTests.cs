using System.Text;
using Ticketing.Features.Events.Editing;
using Ticketing.Features.Rescheduling;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Rescheduling;

public sealed class RescheduleEventTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task Nothing_is_saved_before_staff_say_whether_buyers_are_told(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishShowAsync();
        await app.BuyAsync(show, "Standing", 2);
        await app.BuyAsync(show, "Seated", 1);
        await app.StartRefundAsync(await app.BuyAsync(show, "Standing", 1));
        foreach (
            var change in new Action<EventForm>[]
            {
                form => form.MoveByDays(1),
                form => form.Starts = form.Starts with { Time = "21:00" },
                form => form.Doors = form.Doors with { Time = "18:00" },
                form => form.Ends = form.Ends with { Time = "23:30" },
                form => form.Location = "The Red Room",
                form => form.Address = "15 Canal Street\nLeeds",
            }
        )
        {
            var asked = Assert.IsType<BuyersAffected>(await app.RescheduleAsync(show, change, notice: null));
            Assert.Equal(2, asked.Plan.Orders.Count);
        }

        var now = await app.GetEventAsync(show);
        Assert.Equal((show.StartsAt, show.Location, 0), (now.StartsAt, now.Location, now.Version));
        Assert.Empty(await app.GetNoticesAsync(show));
        Assert.Empty(await app.GetAuditEntriesAsync(show.Id));

        // What tickets do not say is saved at once.
        Assert.IsType<EditOutcome.Saved>(await app.RescheduleAsync(show, form => form.Summary = "With strings.", notice: null));
    }

    [Theory, OnEitherDatabase]
    public async Task Each_buyer_gets_one_email_with_the_new_date_new_tickets_and_a_raised_calendar_entry(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishShowAsync();
        var (one, two) = (await app.BuyAsync(show, "Standing", 2), await app.BuyAsync(show, "Seated", 1, "ben@example.com"));
        var notice = new BuyerNoticeForm { Tell = true, Message = "Nadia has lost her voice.\nShe is very sorry." };
        Assert.IsType<EditOutcome.Saved>(await app.MoveByDaysAsync(show, 7, notice));
        Assert.Equal(new EditOutcome.Saved(show.Id, Changed: false), await app.MoveByDaysAsync(show, 0, notice));

        var mails = await app.GetNoticesAsync(show);
        Assert.Equal([one.Id, two.Id], mails.Select(mail => mail.OrderId!.Value));
        Assert.All(mails, mail => Assert.Equal(MailPriority.Bulk, mail.Priority));
        var mail = await app.ReadNoticeAsync(one);
        Assert.Equal("New date for Nadia Karim Quartet: Wed 12 Mar", mail.Subject);
        foreach (
            var text in new[]
            {
                "Wednesday 12 March 2031",
                "Wednesday 5 March 2031",
                "Your tickets remain valid",
                "Nadia has lost her voice.",
            }
        )
        {
            Assert.Contains(text, mail.Text, StringComparison.Ordinal);
            Assert.Contains(text, mail.Html, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("refund", mail.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal([$"tickets-{one.Reference}.pdf", $"{show.Slug}.ics"], mail.Attachments);
        using var visitor = app.NewBrowser();
        var calendar = Encoding.UTF8.GetString(await visitor.DownloadAsync($"/events/{show.Slug}/calendar.ics"));
        Assert.Contains("SEQUENCE:1", calendar, StringComparison.Ordinal);
        Assert.Contains("20310312T200000", calendar, StringComparison.Ordinal);
        Assert.Equal(["event.edited", "event.buyers-told"], (await app.GetAuditEntriesAsync(show.Id)).Select(entry => entry.Action));
    }

    [Theory, OnEitherDatabase]
    public async Task The_email_names_what_changed_in_the_language_of_the_order(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishShowAsync();
        var (english, german) = (await app.BuyAsync(show, "Standing", 1), await app.BuyAsync(show, "Standing", 1));
        await app.SetLanguageAsync(german, "de");
        await app.RescheduleAsync(show, form => form.Starts = form.Starts with { Time = "21:00" }, ReschedulingSteps.Tell);
        Assert.StartsWith("New time for", (await app.ReadNoticeAsync(english)).Subject, StringComparison.Ordinal);
        Assert.StartsWith("Neue Uhrzeit", (await app.ReadNoticeAsync(german)).Subject, StringComparison.Ordinal);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.RescheduleAsync(show, form => form.Location = "The Red Room", ReschedulingSteps.Tell);
        var mail = await app.ReadNoticeAsync(english);
        Assert.StartsWith("New time and venue for", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("The Red Room", mail.Text, StringComparison.Ordinal);

        // The earlier email would name a place that no longer holds.
        var first = (await app.GetNoticesAsync(show))[0];
        var composed = await app.UseAsync<IEnumerable<IEmailComposer>, ComposedEmail?>(composers =>
            composers.Single(c => c.Kind == TellTicketHolders.MailKind).ComposeAsync(first, Ct)
        );
        Assert.Null(composed);
    }

    [Theory, OnEitherDatabase]
    public async Task Another_end_is_named_before_and_after(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishShowAsync();
        var order = await app.BuyAsync(show, "Standing", 1);
        await app.RescheduleAsync(show, form => form.Ends = form.Ends with { Time = "23:30" }, ReschedulingSteps.Tell);
        var mail = await app.ReadNoticeAsync(order);
        Assert.Contains("Starts 20:00 · Ends 23:00 (London time)", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Starts 20:00 · Ends 23:30 (London time)", mail.Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task Another_time_can_be_saved_without_telling_anybody(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishShowAsync();
        await app.BuyAsync(show, "Standing", 1);
        Assert.IsType<EditOutcome.Saved>(
            await app.RescheduleAsync(show, form => form.Starts = form.Starts with { Time = "21:00" }, new BuyerNoticeForm())
        );
        Assert.Equal(show.StartsAt.AddHours(1), (await app.GetEventAsync(show)).StartsAt);
        Assert.Empty(await app.GetNoticesAsync(show));
        Assert.Equal(["event.edited", "event.buyers-not-told"], (await app.GetAuditEntriesAsync(show.Id)).Select(entry => entry.Action));
    }

    [Theory, OnEitherDatabase]
    public async Task The_promise_of_the_terms_to_email_buyers_another_date_is_kept(DatabaseProvider database)
    {
        app = venues.On(database);
        using var visitor = app.NewBrowser();
        Assert.Contains("If it moves to another date, we email you:", (await visitor.OpenAsync("/terms")).Text, StringComparison.Ordinal);
        var show = await app.PublishShowAsync();
        await app.BuyAsync(show, "Standing", 1);
        var refused = Assert.IsType<BuyersAffected>(await app.MoveByDaysAsync(show, 1, new BuyerNoticeForm()));
        Assert.Contains("The terms of sale promise", refused.Errors[nameof(BuyerNoticeForm.Tell)], StringComparison.Ordinal);
        Assert.Equal(0, (await app.GetEventAsync(show)).Version);
    }

    [Theory, OnEitherDatabase]
    public async Task Without_sold_tickets_nobody_is_asked(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishShowAsync();
        Assert.IsType<EditOutcome.Saved>(await app.MoveByDaysAsync(show, 1, notice: null));
    }

    [Theory, OnEitherDatabase]
    public async Task A_date_in_the_past_is_refused(DatabaseProvider database)
    {
        await using var alone = new TicketingApp(database);
        app = alone;
        var show = await app.PublishShowAsync();
        foreach (var notice in new[] { null, ReschedulingSteps.Tell })
        {
            var refused = Assert.IsType<EditOutcome.Refused>(await app.MoveByDaysAsync(show, -40, notice));
            Assert.Equal("This date is in the past.", refused.Errors[nameof(EventForm.Starts)]);
        }

        // Other fields of a show that has started can still be changed.
        app.Clock.Advance(TimeSpan.FromDays(31));
        Assert.IsType<EditOutcome.Saved>(await app.RescheduleAsync(show, form => form.Summary = "It was loud.", notice: null));
    }

    [Theory, OnEitherDatabase]
    public async Task Buyers_without_an_address_are_counted_and_not_emailed(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishShowAsync();
        await app.BuyAsync(show, "Standing", 1);
        var walkUp = await app.BuyAsync(show, "Standing", 1);
        await app.ForgetEmailAsync(walkUp);
        var asked = Assert.IsType<BuyersAffected>(await app.MoveByDaysAsync(show, 1, notice: null));
        Assert.Equal((1, 1), (asked.Plan.ToTell, asked.Plan.WithoutEmail));
        await app.MoveByDaysAsync(show, 1, ReschedulingSteps.Tell);
        Assert.Single(await app.GetNoticesAsync(show));
    }

    [Theory, OnEitherDatabase]
    public async Task Eight_people_who_save_the_same_change_at_once_tell_buyers_once(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishShowAsync();
        await app.BuyAsync(show, "Standing", 1);
        var now = await app.GetEventAsync(show);
        var from = Revision.Create(now.Version, EventForm.From(now));
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(SaveAsync, Ct)));
        Assert.Single(outcomes, outcome => outcome is EditOutcome.Saved { Changed: true });
        Assert.Single(await app.GetNoticesAsync(show));

        async Task<EditOutcome> SaveAsync()
        {
            var form = EventForm.From(now);
            form.MoveByDays(1);
            return await app.UseAsync<RescheduleEvent, EditOutcome>(edit =>
                edit.SaveAsync(show.Id, form, from, ReschedulingSteps.Tell, Ct)
            );
        }
    }

    [Theory, OnEitherDatabase]
    public async Task A_change_that_somebody_else_made_meanwhile_is_a_conflict_and_tells_nobody(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishShowAsync();
        await app.BuyAsync(show, "Standing", 1);
        var before = await app.GetEventAsync(show);
        var form = EventForm.From(before);
        var from = Revision.Create(before.Version, form);
        form.MoveByDays(1);
        await app.RescheduleAsync(show, other => other.Starts = other.Starts with { Time = "21:00" }, new BuyerNoticeForm());
        var outcome = await app.UseAsync<RescheduleEvent, EditOutcome>(edit =>
            edit.SaveAsync(show.Id, form, from, ReschedulingSteps.Tell, Ct)
        );
        Assert.IsType<EditOutcome.Conflict>(outcome);
        Assert.Equal(show.StartsAt.AddHours(1), (await app.GetEventAsync(show)).StartsAt);
        Assert.Empty(await app.GetNoticesAsync(show));
    }

    [Theory, OnEitherDatabase]
    public async Task A_deadline_for_refunds_must_be_a_day_up_to_the_show(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishShowAsync();
        await app.BuyAsync(show, "Standing", 1);
        foreach (var wrong in new[] { "soon", "2031-02-01", "2031-04-30" })
        {
            var notice = new BuyerNoticeForm { Tell = true, RefundsUntil = wrong };
            var asked = Assert.IsType<BuyersAffected>(await app.MoveByDaysAsync(show, 7, notice));
            Assert.Equal([nameof(BuyerNoticeForm.RefundsUntil)], asked.Errors.Keys);
        }

        Assert.Equal(0, (await app.GetEventAsync(show)).Version);
    }
}
