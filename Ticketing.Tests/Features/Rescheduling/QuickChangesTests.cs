using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Editing;
using Ticketing.Features.Orders;
using Ticketing.Features.Rescheduling;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Features.Rescheduling;

/// <summary>An event is changed again before all emails about the first change are sent.</summary>
public sealed class QuickChangesTests : IAsyncDisposable
{
    private TicketingApp app = null!;
    private Event show = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task One_email_tells_both_changes(DatabaseProvider database)
    {
        var order = await SellAsync(database);
        await ChangeAsync(MoveAWeek);
        await ChangeAsync(MoveToRedRoom);
        await app.RunJobAsync<NotificationDispatcher>();
        Assert.Equal([NotificationStatus.Dropped, NotificationStatus.Sent], await GetStatesAsync(order));
        var mail = await app.ReadNoticeAsync(order);
        Assert.Equal("New date for Nadia Karim Quartet: Wed 12 Mar", mail.Subject);
        AssertBefore(mail.Text!, "Wednesday 5 March 2031", "The Blue Room");
        Assert.Contains("The Red Room", mail.Text, StringComparison.Ordinal);
        Assert.False(mail.HasChanged);
    }

    [Theory, OnBothDatabases]
    public async Task Who_has_heard_of_the_first_change_is_told_the_second_alone(DatabaseProvider database)
    {
        var orders = new[] { await SellAsync(database), await app.BuyAsync(show, "Seated", 1, "ben@example.com") };
        await app.RunJobAsync<NotificationDispatcher>();
        await ChangeAsync(MoveAWeek);
        await app.UseAsync<NotificationDispatcher>(dispatcher => dispatcher.RunOnceAsync(Ct));
        await ChangeAsync(MoveToRedRoom);
        await app.RunJobAsync<NotificationDispatcher>();
        var subjects = new List<string?>();
        foreach (var order in orders)
        {
            var isTold = (await GetStatesAsync(order))[0] == NotificationStatus.Sent;
            var mail = await app.ReadNoticeAsync(order);
            subjects.Add(mail.Subject);
            Assert.Equal(isTold, mail.Subject!.StartsWith("New venue for", StringComparison.Ordinal));
            Assert.Equal(!isTold, mail.Text!.Contains("5 March", StringComparison.Ordinal));
        }

        Assert.Equal(2, subjects.Distinct().Count());
    }

    [Theory, OnBothDatabases]
    public async Task A_change_that_is_undone_before_it_was_told_is_not_told(DatabaseProvider database)
    {
        var order = await SellAsync(database);
        await ChangeAsync(MoveAWeek);
        await ChangeAsync(form => form.MoveByDays(-7));
        await app.RunJobAsync<NotificationDispatcher>();
        Assert.Equal([NotificationStatus.Dropped, NotificationStatus.Dropped], await GetStatesAsync(order));
        Assert.All(await app.GetNoticesAsync(show), mail => Assert.Equal(0, mail.Attempts));

        // Unless there is more to say.
        await ChangeAsync(MoveAWeek);
        await ChangeAsync(form => form.MoveByDays(-7), new BuyerNoticeForm { Tell = true, Message = "See you in March!" });
        await app.RunJobAsync<NotificationDispatcher>();
        Assert.Equal(NotificationStatus.Sent, (await GetStatesAsync(order))[^1]);
        Assert.Contains("See you in March!", (await app.ReadNoticeAsync(order)).Text, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_change_whose_email_may_have_arrived_is_undone_in_another_email(DatabaseProvider database)
    {
        var order = await SellAsync(database);
        await app.RunJobAsync<NotificationDispatcher>();

        // The connection is lost after the email was handed over.
        await ChangeAsync(MoveAWeek);
        await ClaimAsync(interrupt: true);
        await AssertUndoneAsync("Wednesday 12 March 2031");

        // The program is killed before it records that the email was sent.
        await ChangeAsync(form => form.MoveByDays(14));
        await ClaimAsync(interrupt: false);
        await AssertUndoneAsync("Wednesday 19 March 2031");

        async Task ClaimAsync(bool interrupt) =>
            await app.UseAsync<NotificationQueue>(async queue =>
            {
                var mail = (await queue.ClaimAsync(Ct))!;
                Assert.Equal(TellTicketHolders.MailKind, mail.Kind);
                if (interrupt)
                {
                    await queue.PostponeAsync(mail.Id, TimeSpan.FromMinutes(1), "Connection lost", countAttempt: false);
                }
            });

        async Task AssertUndoneAsync(string told)
        {
            await ChangeAsync(form => form.Starts = EventForm.From(show).Starts);
            app.Clock.Advance(NotificationQueue.LeaseDuration);
            await app.RunJobAsync<NotificationDispatcher>();
            Assert.Equal([NotificationStatus.Dropped, NotificationStatus.Sent], (await GetStatesAsync(order))[^2..]);
            var mail = await app.ReadNoticeAsync(order);
            Assert.Equal("New date for Nadia Karim Quartet: Wed 5 Mar", mail.Subject);
            AssertBefore(mail.Text!, told);
        }
    }

    [Theory, OnBothDatabases]
    public async Task The_messages_of_all_changes_are_in_the_one_email(DatabaseProvider database)
    {
        var order = await SellAsync(database);
        await ChangeAsync(MoveAWeek, Say("The singer is ill."));
        await ChangeAsync(MoveToRedRoom, Say("The Blue Room is flooded."));
        await ChangeAsync(MoveAWeek, Say("The singer is ill."));
        await app.RunJobAsync<NotificationDispatcher>();
        var text = (await app.ReadNoticeAsync(order)).Text!;
        Assert.Equal(2, text.Split("The singer is ill.").Length);
        Assert.True(
            text.IndexOf("The singer", StringComparison.Ordinal) < text.IndexOf("The Blue Room is flooded.", StringComparison.Ordinal)
        );

        // Even if all is again as it was.
        await ChangeAsync(MoveAWeek, Say("Doors may open late."));
        await ChangeAsync(form => form.MoveByDays(-7));
        await app.RunJobAsync<NotificationDispatcher>();
        Assert.Contains("Doors may open late.", (await app.ReadNoticeAsync(order)).Text, StringComparison.Ordinal);

        static BuyerNoticeForm Say(string message) => new() { Tell = true, Message = message };
    }

    [Theory, OnBothDatabases]
    public async Task Who_was_told_of_the_postponement_hears_that_the_first_date_holds_again(DatabaseProvider database)
    {
        var (told, late) = (await SellAsync(database), await app.BuyAsync(show, "Seated", 1, "ben@example.com"));
        await app.RunJobAsync<NotificationDispatcher>();
        await app.PostponeAsync(show, ReschedulingSteps.Tell);
        await MarkSentAsync(told);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.IsType<EditOutcome.Saved>(await app.SetDateAsync(show, 7, ReschedulingSteps.Tell));
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await ChangeAsync(form => form.MoveByDays(-7));
        await app.RunJobAsync<NotificationDispatcher>();
        Assert.Equal([NotificationStatus.Sent, NotificationStatus.Dropped, NotificationStatus.Sent], await GetStatesAsync(told));
        Assert.Equal("New date for Nadia Karim Quartet: Wed 5 Mar", (await app.ReadNoticeAsync(told)).Subject);
        Assert.All(await GetStatesAsync(late), state => Assert.Equal(NotificationStatus.Dropped, state));
    }

    [Theory, OnBothDatabases]
    public async Task An_email_that_is_being_sent_arrives_before_the_next_one(DatabaseProvider database)
    {
        var order = await SellAsync(database);
        await app.RunJobAsync<NotificationDispatcher>();
        await ChangeAsync(MoveAWeek);
        var sending = await app.UseAsync<NotificationQueue, Notification?>(queue => queue.ClaimAsync(Ct));
        Assert.Equal(TellTicketHolders.MailKind, sending?.Kind);
        await ChangeAsync(MoveToRedRoom);
        await app.RunJobAsync<NotificationDispatcher>();
        Assert.Equal([NotificationStatus.Sending, NotificationStatus.Pending], await GetStatesAsync(order));

        // The other process has ended.
        app.Clock.Advance(NotificationQueue.LeaseDuration);
        await app.RunJobAsync<NotificationDispatcher>();
        Assert.Equal([NotificationStatus.Dropped, NotificationStatus.Sent], await GetStatesAsync(order));
        AssertBefore((await app.ReadNoticeAsync(order)).Text!, "Wednesday 5 March 2031", "The Blue Room");
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static void MoveAWeek(EventForm form) => form.MoveByDays(7);

    private static void MoveToRedRoom(EventForm form) => form.Location = "The Red Room";

    private static void AssertBefore(string text, params string[] facts)
    {
        var before = text[text.IndexOf("Before:", StringComparison.Ordinal)..];
        Assert.All(facts, fact => Assert.Contains(fact, before, StringComparison.Ordinal));
    }

    private async Task<Order> SellAsync(DatabaseProvider database)
    {
        app = new TicketingApp(database);
        show = await app.PublishShowAsync();
        return await app.BuyAsync(show, "Standing", 1);
    }

    private async Task ChangeAsync(Action<EventForm> change, BuyerNoticeForm? notice = null)
    {
        Assert.IsType<EditOutcome.Saved>(await app.RescheduleAsync(show, change, notice ?? ReschedulingSteps.Tell));
        app.Clock.Advance(TimeSpan.FromMinutes(1));
    }

    private async Task MarkSentAsync(Order order)
    {
        var notice = (await app.GetNoticesAsync(show)).Single(mail => mail.OrderId == order.Id);
        await app.UpdateMailAsync(
            notice,
            set => set.SetProperty(n => n.Status, NotificationStatus.Sent).SetProperty(n => n.SentAt, app.Clock.GetUtcNow())
        );
    }

    /// <summary>Of the emails about changes, oldest first.</summary>
    private async Task<List<NotificationStatus>> GetStatesAsync(Order order) =>
        [.. (await app.GetNoticesAsync(show)).Where(mail => mail.OrderId == order.Id).Select(mail => mail.Status)];
}
