using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.Events;
using Ticketing.Features.Messages;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Delivery;
using Ticketing.Tests.Features.Rescheduling;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Messages;

/// <summary>One venue per test, because the job looks at every event.</summary>
public sealed class TicketReminderTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Buyers_get_their_tickets_again_two_days_before_unless_they_have_just_bought_them(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync();
        var first = await app.BuyAsync(show, "Standing", 2, "ada@example.com");
        var second = await app.BuyAsync(show, "Seated", 1, "ada@example.com");
        await app.SellAsync(show, "Standing", 1);
        app.Clock.SetUtcNow(show.StartsAt.AddDays(-3).AddHours(1));
        await app.BuyAsync(show, "Standing", 1, "recent@example.com");
        app.Clock.SetUtcNow(show.StartsAt.AddDays(-2).AddMinutes(-1));
        await RunAsync(app);
        Assert.Empty(await app.GetRemindersAsync(show));
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await RunAsync(app);
        await RunAsync(app);
        await app.SendMessagesAsync();

        var reminder = Assert.Single(await app.GetRemindersAsync(show));
        Assert.Equal((MessageStatus.Sent, 1), (reminder.Status, reminder.WithoutEmail));
        var mails = await app.GetMailsAsync(reminder);
        Assert.Equal(new[] { first.Id, second.Id }.Order(), mails.Select(mail => mail.OrderId!.Value).Order());
        var mail = mails.Single(each => each.OrderId == first.Id);
        Assert.Equal("Your tickets for Nadia Karim Quartet, Mon 3 Mar", mail.Subject);
        Assert.Contains("See you on Monday 3 March", mail.Content!, StringComparison.Ordinal);
        var written = Assert.IsType<RenderResult.Ready>(await app.Services.GetRequiredService<EmailRenderer>().RenderAsync(mail, Ct));
        Assert.Equal([$"tickets-{first.Reference}.pdf", $"{show.Slug}.ics"], written.Email.Attachments.Select(file => file.FileName));
    }

    [Theory, OnEitherDatabase]
    public async Task The_venue_or_an_event_can_do_without(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database).Set("Messages:RemindBuyers", "false");
        var (quiet, reminded, off) = (await app.PublishEventAsync(), await app.PublishEventAsync(), await app.PublishEventAsync());
        foreach (var show in new[] { quiet, reminded, off })
        {
            await app.GiveAsync(show, "ada@example.com");
        }

        await app.UseAsync<ChooseTicketReminder>(choose => choose.ChooseAsync(reminded, isOn: true, Ct));
        await app.UseAsync<ChooseTicketReminder>(choose => choose.ChooseAsync(off, isOn: true, Ct));
        await app.UseAsync<ChooseTicketReminder>(choose => choose.ChooseAsync(off, isOn: false, Ct));
        app.Clock.SetUtcNow(quiet.StartsAt.AddDays(-1));
        await RunAsync(app);
        Assert.Empty(await app.GetRemindersAsync(quiet));
        Assert.Empty(await app.GetRemindersAsync(off));
        Assert.Single(await app.GetMailsAsync(Assert.Single(await app.GetRemindersAsync(reminded))));
    }

    [Theory, OnEitherDatabase]
    public async Task Events_that_are_off_or_have_begun_are_not_reminded_of(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        foreach (var status in new[] { EventStatus.Cancelled, EventStatus.Postponed, EventStatus.Inactive, EventStatus.Active })
        {
            var show = await app.PublishEventAsync();
            await app.GiveAsync(show, "ada@example.com");
            await app.SetStatusAsync(show, status);
            var isOver = status == EventStatus.Active;
            app.Clock.SetUtcNow(isOver ? show.StartsAt : show.StartsAt.AddDays(-1));
            await RunAsync(app);
            Assert.Empty(await app.GetRemindersAsync(show));
        }
    }

    [Theory, OnBothDatabases]
    public async Task An_event_that_moves_far_away_is_reminded_of_again_and_one_that_moves_a_little_is_not(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync();
        await app.GiveAsync(show, "ada@example.com");
        app.Clock.SetUtcNow(show.StartsAt.AddDays(-2));
        await RunAsync(app);
        var first = Assert.Single(await app.GetRemindersAsync(show));

        await app.MoveByDaysAsync(show, 1, ReschedulingSteps.Tell);
        app.Clock.Advance(TimeSpan.FromDays(1));
        await RunAsync(app);
        Assert.Single(await app.GetRemindersAsync(show));

        await app.MoveByDaysAsync(show, 30, ReschedulingSteps.Tell);
        await app.SendMessagesAsync();
        Assert.Equal(NotificationStatus.Dropped, Assert.Single(await app.GetMailsAsync(first)).Status);
        app.Clock.Advance(TimeSpan.FromDays(30));
        await RunAsync(app);
        await app.SendMessagesAsync();
        var again = (await app.GetRemindersAsync(show))[1];
        Assert.Equal(NotificationStatus.Sent, Assert.Single(await app.GetMailsAsync(again)).Status);
    }

    [Theory, OnBothDatabases]
    public async Task Nothing_that_may_have_been_sent_before_a_restore_is_sent_again(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var (show, later) = (await app.PublishEventAsync(), await app.PublishEventAsync(e => e.StartsAt = e.StartsAt.AddDays(2)));
        await app.GiveAsync(show, "ada@example.com");
        await app.GiveAsync(later, "ada@example.com");
        var past = await app.ScheduleAsync(show, form => form.BeforeStart(2));
        var ahead = await app.ScheduleAsync(show, form => form.BeforeStart(1));
        app.Clock.SetUtcNow(show.StartsAt.AddDays(-2).AddMinutes(30));
        await app.RestoreAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var since = await app.ScheduleAsync(show);
        await RunAsync(app);
        Assert.Equal(MessageStopReason.Restore, (await app.GetMessageAsync(past.Id)).StopReason);
        Assert.Equal(MessageStopReason.Restore, Assert.Single(await app.GetRemindersAsync(show)).StopReason);
        Assert.Single(await app.GetMailsAsync(since));
        app.Clock.Advance(TimeSpan.FromDays(1));
        await RunAsync(app);
        Assert.Single(await app.GetMailsAsync(ahead));
        Assert.Empty(await app.GetMailsAsync(past));
        app.Clock.Advance(TimeSpan.FromDays(1));
        await RunAsync(app);
        Assert.Single(await app.GetMailsAsync(Assert.Single(await app.GetRemindersAsync(later))));
    }

    [Theory, OnBothDatabases]
    public async Task A_message_that_was_being_sent_before_a_restore_is_not_continued(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync();
        await app.GiveAsync(show, "ada@example.com");
        var message = await app.ScheduleAsync(show);
        Assert.True(await app.UseAsync<StartMessage, bool>(start => start.TryStartAsync(message.Id, Ct)));
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.RestoreAsync();
        await app.RunMessagesAsync();
        Assert.Equal(MessageStopReason.Restore, (await app.GetMessageAsync(message.Id)).StopReason);
        Assert.Empty(await app.GetMailsAsync(message));
        Assert.Equal(1, (await app.GetListedAsync(message)).Progress.NotSent);
    }

    [Theory, OnBothDatabases]
    public async Task Switching_the_reminder_off_stops_one_that_is_being_sent(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync();
        await app.GiveAsync(show, "ada@example.com");
        app.Clock.SetUtcNow(show.StartsAt.AddDays(-2));
        await app.RunJobAsync<TicketReminderJob>();
        using var staff = await app.SignInAsStaffAsync();
        var page = await staff.OpenAsync($"/admin/events/{show.Id}/messages");
        var off = await page.SubmitAsync("form[action*='handler=ReminderOff']");
        Assert.Contains("Stopped. Buyers who haven’t got the reminder yet won’t get it.", off.Text, StringComparison.Ordinal);
        await app.SendMessagesAsync();
        var reminder = Assert.Single(await app.GetRemindersAsync(show));
        Assert.Equal((MessageStatus.Stopped, MessageStopReason.Staff), (reminder.Status, reminder.StopReason));
        Assert.Empty(await app.GetMailsAsync(reminder));
    }

    [Theory, OnBothDatabases]
    public async Task A_reminder_that_would_begin_shortly_before_the_event_is_skipped(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var (late, inTime) = (await app.PublishEventAsync(), await app.PublishEventAsync(e => e.StartsAt = e.StartsAt.AddMinutes(1)));
        await app.GiveAsync(late, "ada@example.com");
        await app.GiveAsync(inTime, "ada@example.com");
        app.Clock.SetUtcNow(inTime.StartsAt.AddHours(-6));
        await RunAsync(app);
        await RunAsync(app);
        Assert.Single(await app.GetMailsAsync(Assert.Single(await app.GetRemindersAsync(inTime))));
        var skipped = Assert.Single(await app.GetRemindersAsync(late));
        Assert.True(skipped.WasTooLate());
        Assert.Empty(await app.GetMailsAsync(skipped));
        using var staff = await app.SignInAsStaffAsync();
        var list = await staff.OpenAsync($"/admin/events/{late.Id}/messages");
        Assert.Contains("too little time was left", list.Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task A_venue_can_remind_shortly_before_the_event(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database).Set("Messages:RemindBefore", "01:00:00");
        var show = await app.PublishEventAsync();
        await app.GiveAsync(show, "ada@example.com");
        app.Clock.SetUtcNow(show.StartsAt.AddMinutes(-55));
        await RunAsync(app);
        Assert.Single(await app.GetMailsAsync(Assert.Single(await app.GetRemindersAsync(show))));
    }

    private static async Task RunAsync(TicketingApp app)
    {
        await app.RunJobAsync<TicketReminderJob>();
        await app.RunMessagesAsync();
    }
}
