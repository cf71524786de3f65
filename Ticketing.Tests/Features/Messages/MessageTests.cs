using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Messages;
using Ticketing.Features.Messages.Editing;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Tests.Features.Cancellations;
using Ticketing.Tests.Features.Rescheduling;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Messages;

public sealed class MessageTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Each_buyer_gets_it_once_in_their_language_however_often_they_ordered(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        var bought = await app.BuyAsync(show, "Standing", 2, "Ada@example.com");
        await app.BuyAsync(show, "Seated", 1, "ada@example.com");
        await app.SetLanguageAsync(await app.GiveAsync(show, "karl@example.com"), "de");
        await app.SetLanguageAsync(await app.GiveAsync(show, "amal@example.com"), "ar");
        await app.SellAsync(show, "Standing", 1);
        await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1, "other@example.com");
        var message = await app.ScheduleAsync(
            show,
            form =>
            {
                form.Translations["Subject-de"] = "Einlass früher";
                form.Translations["Body-de"] = "Bitte kommen Sie **vor acht**.";
            }
        );
        Assert.Empty(await app.GetMailsAsync(message));

        await app.SendMessagesAsync();
        await app.GiveAsync(show, "late@example.com");
        await app.SendMessagesAsync();

        var mails = (await app.GetMailsAsync(message)).ToDictionary(mail => mail.Recipient, StringComparer.OrdinalIgnoreCase);
        Assert.Equal(["ada@example.com", "amal@example.com", "karl@example.com"], mails.Keys.Select(a => a.ToLowerInvariant()).Order());
        Assert.All(mails.Values, mail => Assert.Equal(NotificationStatus.Sent, mail.Status));
        Assert.Equal(bought.Id, mails["ada@example.com"].OrderId);
        Assert.Equal("Doors open early", mails["ada@example.com"].Subject);
        Assert.Contains(
            "Hello Ada Lovelace,\n\nPlease come **before eight**.",
            mails["ada@example.com"].Content!,
            StringComparison.Ordinal
        );
        Assert.Equal("Einlass früher", mails["karl@example.com"].Subject);
        Assert.Contains("Hallo Ada Lovelace", mails["karl@example.com"].Content!, StringComparison.Ordinal);
        Assert.Equal("Doors open early", mails["amal@example.com"].Subject);
        var listed = await app.GetListedAsync(message);
        Assert.Equal((MessageStatus.Sent, 1), (listed.Message.Status, listed.Message.WithoutEmail));
        Assert.Equal(new MessageProgress(3, 0, 0, 0, 0), listed.Progress);
    }

    [Theory, OnBothDatabases]
    public async Task Filters_choose_the_buyers_and_the_count_says_how_many(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        var inside = await app.BuyAsync(show, "Standing", 2, "inside@example.com");
        await app.BuyAsync(show, "Seated", 1, "seated@example.com");
        await app.GiveAsync(show, "guest@example.com");
        await app.SellAsync(show, "Standing", 1);
        await app.ScanAsync(show, (await app.GetTicketCodesAsync(inside))[0]);
        var (standing, seated) = ($"{show.GetTicketTypeId("Standing")}", $"{show.GetTicketTypeId("Seated")}");
        foreach (
            var (filter, expected, withoutEmail) in new (MessageFilterForm Filter, string[] Expected, int WithoutEmail)[]
            {
                (new() { TicketTypeIds = [seated] }, ["seated@example.com"], 0),
                (new() { TicketTypeIds = [standing] }, ["guest@example.com", "inside@example.com"], 1),
                (new() { TicketTypeIds = [standing, seated], Channel = "Online" }, ["inside@example.com", "seated@example.com"], 0),
                (new() { Channel = "Comp" }, ["guest@example.com"], 0),
                (new() { Channel = "BoxOffice" }, [], 1),
                (new() { Admission = "CheckedIn" }, ["inside@example.com"], 0),
                (new() { Admission = "NotCheckedIn" }, ["guest@example.com", "seated@example.com"], 1),
                (new() { TicketTypeIds = [seated], Admission = "CheckedIn" }, [], 0),
            }
        )
        {
            var message = await app.ScheduleAsync(show, form => form.Filter = filter);
            Assert.Equal(
                new MessageAudience(expected.Length, 0, withoutEmail),
                await app.UseAsync<MessageOrders, MessageAudience>(orders => orders.CountAsync(message, Ct))
            );
            await app.RunMessagesAsync();
            Assert.Equal(expected, await app.GetAddressesAsync(message));
        }
    }

    [Theory, OnBothDatabases]
    public async Task Refunded_orders_get_nothing_even_if_their_email_is_already_waiting(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        await app.StartRefundAsync(await app.BuyAsync(show, "Standing", 1, "before@example.com"));
        var kept = await app.BuyAsync(show, "Standing", 2, "part@example.com");
        await app.StartRefundAsync(kept, 1);
        var after = await app.BuyAsync(show, "Standing", 1, "after@example.com");
        var message = await app.ScheduleAsync(show);
        await app.RunMessagesAsync();
        await app.StartRefundAsync(after);
        await app.SendMessagesAsync();
        Assert.Equal(
            [("after@example.com", NotificationStatus.Dropped), ("part@example.com", NotificationStatus.Sent)],
            (await app.GetMailsAsync(message)).Select(mail => (mail.Recipient, mail.Status))
        );
        Assert.Equal(new MessageProgress(1, 0, 0, 1, 0), (await app.GetListedAsync(message)).Progress);
    }

    [Theory, OnBothDatabases]
    public async Task A_relative_time_follows_the_event_until_it_is_sent(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        await app.GiveAsync(show, "ada@example.com");
        var before = await app.ScheduleAsync(show, form => form.BeforeStart(2));
        var after = await app.ScheduleAsync(show, form => form.AfterEnd(3));
        app.Clock.Advance(TimeSpan.FromDays(25));
        await app.MoveByDaysAsync(show, 7, ReschedulingSteps.Tell);
        app.Clock.Advance(TimeSpan.FromDays(7) + TimeSpan.FromMinutes(1));
        await app.PostponeAsync(show, ReschedulingSteps.Tell);
        app.Clock.Advance(TimeSpan.FromDays(5));
        await app.RunMessagesAsync();
        Assert.Empty(await app.GetMailsAsync(before));

        await app.SetDateAsync(show, 30, ReschedulingSteps.Tell);
        var starts = (await app.GetEventAsync(show)).StartsAt;
        foreach (
            var (at, sentBefore, sentAfter) in new[]
            {
                (starts.AddDays(-2).AddMinutes(-1), 0, 0),
                (starts.AddDays(-2), 1, 0),
                (starts.AddHours(6).AddMinutes(-1), 1, 0),
                (starts.AddHours(6), 1, 1),
            }
        )
        {
            app.Clock.SetUtcNow(at);
            await app.RunMessagesAsync();
            Assert.Equal((sentBefore, sentAfter), ((await app.GetMailsAsync(before)).Count, (await app.GetMailsAsync(after)).Count));
        }
    }

    [Fact]
    public void Days_keep_the_time_of_day_when_the_clocks_change()
    {
        var show = new Ticketing.Features.Events.Event
        {
            Slug = "",
            Title = "",
            Location = "",
            TimeZone = "Europe/London",
            StartsAt = new DateTimeOffset(2031, 3, 30, 19, 0, 0, TimeSpan.Zero),
        };
        var message = new EventMessage
        {
            EventId = show.Id,
            CreatedAt = default,
            CreatedBy = "",
            Timing = MessageTiming.BeforeStart,
            Delay = 1,
        };
        Assert.Equal(new DateTimeOffset(2031, 3, 29, 20, 0, 0, TimeSpan.Zero), message.FindDueTime(show));
        message.DelayUnit = MessageDelayUnit.Hours;
        Assert.Equal(show.StartsAt.AddHours(-1), message.FindDueTime(show));
    }

    [Theory, OnBothDatabases]
    public async Task A_stop_keeps_back_what_has_not_gone_out_and_sends_nothing_later(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 200));
        for (var i = 0; i < QueueMessageMails.BatchSize + 5; i++)
        {
            await app.GiveAsync(show, $"guest{i}@example.com");
        }

        await app.MarkMailSentAsync();
        var message = await app.ScheduleAsync(show);
        await app.UseAsync<StartMessage>(start => start.TryStartAsync(message.Id, Ct));
        await app.UseAsync<QueueMessageMails>(queue => queue.QueueNextAsync(message.Id, Ct));
        await app.UseAsync<NotificationDispatcher>(outbox => outbox.RunOnceAsync(Ct));
        Assert.Equal(new MessageProgress(1, QueueMessageMails.BatchSize + 4, 0, 0, 0), (await app.GetListedAsync(message)).Progress);
        Assert.True(await app.StopAsync(message));
        Assert.False(await app.StopAsync(message));
        await app.SendMessagesAsync();
        var mails = await app.GetMailsAsync(message);
        Assert.Equal(QueueMessageMails.BatchSize, mails.Count);
        Assert.Single(mails, mail => mail.Status == NotificationStatus.Sent);
        var listed = await app.GetListedAsync(message);
        Assert.Equal((MessageStatus.Stopped, MessageStopReason.Staff), (listed.Message.Status, listed.Message.StopReason));
        Assert.Equal(new MessageProgress(1, 0, 0, QueueMessageMails.BatchSize + 4, 0), listed.Progress);
    }

    [Theory, OnBothDatabases]
    public async Task A_scheduled_message_can_be_taken_back_changed_and_scheduled_again(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        await app.GiveAsync(show, "ada@example.com");
        var message = await app.ScheduleAsync(show, form => form.BeforeStart(2));
        Assert.Equal(ScheduleOutcome.Scheduled, await app.TryScheduleAsync(message));
        var changed = MessageSteps.CreateForm(form => form.Subject = "Something else");
        Assert.IsType<EditOutcome.NotFound>(await SaveAsync(changed));
        Assert.True(await app.UseAsync<ScheduleMessage, bool>(schedule => schedule.TakeBackAsync(message, Ct)));
        Assert.IsType<EditOutcome.Saved>(await SaveAsync(changed));
        Assert.Equal(ScheduleOutcome.Changed, await app.TryScheduleAsync(message));
        app.Clock.Advance(TimeSpan.FromDays(30));
        await app.RunMessagesAsync();
        Assert.Empty(await app.GetMailsAsync(message));
        Assert.Equal(ScheduleOutcome.Scheduled, await app.TryScheduleAsync(await app.GetMessageAsync(message.Id)));
        await app.SendMessagesAsync();
        Assert.Equal("Something else", Assert.Single(await app.GetMailsAsync(message)).Subject);

        Task<EditOutcome> SaveAsync(MessageForm form) =>
            app.UseAsync<EditMessage, EditOutcome>(edit =>
                edit.SaveAsync(show.Id, message.Id, form, Revision.Create(message.Version, form), Ct)
            );
    }

    [Theory, OnEitherDatabase]
    public async Task A_draft_whose_time_has_passed_is_not_scheduled(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        var message = await app.WriteAsync(show, form => form.BeforeStart(2));
        app.Clock.Advance(TimeSpan.FromDays(27));
        Assert.Equal(ScheduleOutcome.TooLate, await app.TryScheduleAsync(message));
    }

    [Theory, OnEitherDatabase]
    public async Task A_cancelled_event_sends_no_message(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        await app.GiveAsync(show, "ada@example.com");
        var (waiting, draft) = (await app.ScheduleAsync(show, form => form.BeforeStart(2)), await app.WriteAsync(show));
        await app.CancelAsync(show);
        await app.RunMessagesAsync();
        Assert.Equal(MessageStopReason.EventCancelled, (await app.GetMessageAsync(waiting.Id)).StopReason);
        Assert.Equal(ScheduleOutcome.EventCancelled, await app.TryScheduleAsync(draft));
        Assert.Empty(await app.GetMailsAsync(waiting));
    }

    [Theory, OnEitherDatabase]
    public async Task A_translated_subject_is_one_line(DatabaseProvider database)
    {
        var app = venues.On(database);
        var message = await app.WriteAsync(
            await app.PublishEventAsync(),
            form => (form.Translations["Subject-de"], form.Translations["Body-de"]) = ("Einlass\nfrüher", "Bitte\nvor acht")
        );
        Assert.DoesNotContain('\n', message.Translations.Find("de", nameof(EventMessage.Subject))!);
        Assert.Contains('\n', message.Translations.Find("de", nameof(EventMessage.Body))!);
    }

    [Theory, OnEitherDatabase]
    public async Task What_staff_type_is_checked(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        var other = (await app.PublishEventAsync()).GetTicketTypeId("Standing");
        foreach (
            var (field, change) in new (string, Action<MessageForm>)[]
            {
                ("Subject", form => form.Subject = " "),
                ("Body", form => form.Body = ""),
                ("Body", form => form.Body = new string('a', EventMessage.MaxBodyLength + 1)),
                ("Body-de", form => form.Translations["Subject-de"] = "Einlass"),
                ("Subject-ar", form => form.Translations["Body-ar"] = "مرحبا"),
                ("Topic", form => form.Topic = nameof(MessageTopic.News)),
                ("Topic", form => form.Topic = nameof(MessageTopic.TicketReminder)),
                ("TicketTypeIds", form => form.Filter = new() { TicketTypeIds = [$"{other}"] }),
                ("Channel", form => form.Filter = new() { Channel = "Fax" }),
                ("Timing", form => form.Timing = "Someday"),
                ("SendAt", form => form.Timing = nameof(MessageTiming.AtTime)),
                (
                    "SendAt",
                    form => (form.Timing, form.SendAt) = (nameof(MessageTiming.AtTime), new() { Date = "2031-02-03", Time = "11:59" })
                ),
                ("Delay", form => form.BeforeStart(0)),
                ("Delay", form => form.BeforeStart(91)),
                ("Delay", form => form.BeforeStart(29)),
            }
        )
        {
            var refused = Assert.IsType<EditOutcome.Refused>(await app.TryWriteAsync(show, MessageSteps.CreateForm(change)));
            Assert.Equal(field, Assert.Single(refused.Errors).Key);
        }
    }
}
