using System.Linq.Expressions;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Messages;
using Ticketing.Features.Messages.Editing;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Messages;

/// <summary>One venue per test, because the job looks at every message.</summary>
public sealed class UnsentMessageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_message_before_the_start_is_not_sent_late_unless_staff_choose_another_time(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync();
        await app.GiveAsync(show, "ada@example.com");
        var days = await app.ScheduleAsync(show, form => form.BeforeStart(2));
        var hours = await app.ScheduleAsync(show, form => form.BeforeStart(47, MessageDelayUnit.Hours));
        var last = await app.ScheduleAsync(show, form => form.BeforeStart(1, MessageDelayUnit.Hours));
        app.Clock.SetUtcNow(show.StartsAt.AddHours(-46));
        await app.RunMessagesAsync();
        Assert.Single(await app.GetMailsAsync(hours));
        Assert.True((await app.GetMessageAsync(days.Id)).WasTooLate());
        app.Clock.SetUtcNow(show.StartsAt);
        await app.RunMessagesAsync();
        Assert.True((await app.GetMessageAsync(last.Id)).WasTooLate());
        Assert.Empty(await app.GetMailsAsync(days));
        Assert.Empty(await app.GetMailsAsync(last));

        using var staff = await app.SignInAsStaffAsync();
        var path = $"/admin/events/{show.Id}/messages";
        Assert.Contains("Not sent in time.", (await staff.OpenAsync(path)).Text, StringComparison.Ordinal);
        var stopped = await staff.OpenAsync($"{path}/{days.Id}");
        Assert.Contains("Not sent in time.", stopped.Text, StringComparison.Ordinal);
        await stopped.SubmitAsync("form[action*='handler=TakeBack']");
        var draft = await app.GetMessageAsync(days.Id);
        Assert.Equal((MessageStatus.Draft, null, null), (draft.Status, draft.StopReason, draft.StoppedBy));
        Assert.IsType<EditOutcome.Saved>(await SaveAsync(app, draft));
        Assert.Equal(ScheduleOutcome.Scheduled, await app.TryScheduleAsync(await app.GetMessageAsync(days.Id)));
        await app.RunMessagesAsync();
        Assert.Single(await app.GetMailsAsync(days));
    }

    [Theory, OnEitherDatabase]
    public async Task An_email_about_the_time_before_the_start_that_waited_too_long_is_dropped(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync();
        await app.GiveAsync(show, "ada@example.com");
        var message = await app.ScheduleAsync(show, form => form.BeforeStart(1, MessageDelayUnit.Hours));
        app.Clock.SetUtcNow(show.StartsAt.AddHours(-1));
        await app.RunMessagesAsync();
        Assert.Single(await app.GetMailsAsync(message));
        app.Clock.SetUtcNow(show.StartsAt);
        await app.SendMessagesAsync();
        Assert.Equal(NotificationStatus.Dropped, Assert.Single(await app.GetMailsAsync(message)).Status);
    }

    [Theory, OnEitherDatabase]
    public async Task An_email_that_was_on_its_way_when_staff_stopped_it_is_not_tried_again(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync();
        await app.GiveAsync(show, "ada@example.com");
        app.Clock.SetUtcNow(show.StartsAt.AddDays(-2));
        var message = await app.ScheduleAsync(show);
        await app.RunJobAsync<TicketReminderJob>();
        await app.RunMessagesAsync();
        EventMessage[] both = [message, Assert.Single(await app.GetRemindersAsync(show))];
        foreach (var each in both)
        {
            Assert.True(await app.StopAsync(each));

            // As if the mail server had been asked, and then failed.
            var id = Assert.Single(await app.GetMailsAsync(each)).Id;
            await UpdateAsync(app, (Notification n) => n.Id == id, n => n.Status, NotificationStatus.Pending);
        }

        await app.SendMessagesAsync();
        foreach (var each in both)
        {
            Assert.Equal(NotificationStatus.Dropped, Assert.Single(await app.GetMailsAsync(each)).Status);
        }
    }

    [Theory, OnEitherDatabase]
    public async Task News_is_not_sent_once_it_is_switched_off(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync();
        await app.GiveAsync(show, "ada@example.com");
        var (scheduled, queued) = (await app.ScheduleAsync(show, form => form.BeforeStart(2)), await app.ScheduleAsync(show));
        await app.RunMessagesAsync();
        await UpdateAsync(app, (EventMessage m) => m.EventId == show.Id, m => m.Topic, MessageTopic.News);
        app.Clock.SetUtcNow(show.StartsAt.AddDays(-2));
        await app.SendMessagesAsync();
        Assert.True((await app.GetMessageAsync(scheduled.Id)).WasForbiddenNews());
        Assert.Empty(await app.GetMailsAsync(scheduled));
        Assert.Equal(NotificationStatus.Dropped, Assert.Single(await app.GetMailsAsync(queued)).Status);

        using var staff = await app.SignInAsStaffAsync();
        var list = await staff.OpenAsync($"/admin/events/{show.Id}/messages");
        Assert.Contains("Not sent, because news is switched off.", list.Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task A_draft_of_news_stays_news_until_staff_choose_otherwise(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync();
        var draft = await app.WriteAsync(show);
        await UpdateAsync(app, (EventMessage m) => m.Id == draft.Id, m => m.Topic, MessageTopic.News);
        Assert.Equal(ScheduleOutcome.NewsOff, await app.TryScheduleAsync(draft));
        using var staff = await app.SignInAsStaffAsync();
        var edited = await (await staff.OpenAsync($"/admin/events/{show.Id}/messages/compose/{draft.Id}")).SubmitAsync("main form");
        Assert.Contains("News is switched off", edited.ExpectStatus(HttpStatusCode.BadRequest).Text, StringComparison.Ordinal);
        Assert.Equal(MessageTopic.News, (await app.GetMessageAsync(draft.Id)).Topic);
        await edited.SubmitAsync("main form", new Dictionary<string, string> { ["Topic"] = nameof(MessageTopic.Order) });
        Assert.Equal(MessageTopic.Order, (await app.GetMessageAsync(draft.Id)).Topic);
    }

    [Theory, OnEitherDatabase]
    public async Task A_message_that_cannot_be_sent_does_not_hold_up_the_next(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var (broken, show) = (await app.PublishEventAsync(), await app.PublishEventAsync());
        await app.GiveAsync(show, "ada@example.com");
        await app.ScheduleAsync(broken, form => form.BeforeStart(2));
        await UpdateAsync(app, (Event e) => e.Id == broken.Id, e => e.TimeZone, "Nowhere/Land");
        var message = await app.ScheduleAsync(show);
        await app.RunMessagesAsync();
        Assert.Single(await app.GetMailsAsync(message));
    }

    private static Task<EditOutcome> SaveAsync(TicketingApp app, EventMessage draft)
    {
        var form = MessageSteps.CreateForm();
        return app.UseAsync<EditMessage, EditOutcome>(edit =>
            edit.SaveAsync(draft.EventId, draft.Id, form, Revision.Create(draft.Version, form), Ct)
        );
    }

    private static Task UpdateAsync<T, TValue>(
        TicketingApp app,
        Expression<Func<T, bool>> condition,
        Expression<Func<T, TValue>> property,
        TValue value
    )
        where T : class =>
        app.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(() => db.Set<T>().Where(condition).ExecuteUpdateAsync(set => set.SetProperty(property, value), Ct), ct: Ct)
        );
}
