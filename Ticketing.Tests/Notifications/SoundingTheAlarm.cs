using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Notifications;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Notifications;

public sealed class SoundingTheAlarm
{
    private const string Refused = "Connection refused";

    [Theory, OnBothDatabases]
    public async Task A_server_that_does_not_answer_is_told_on_every_page_and_by_every_process_until_it_answers(DatabaseProvider database)
    {
        await using var venue = new ScriptedVenue(database);
        await using var replica = new TicketingApp(database).Beside(venue);
        using var staff = await venue.SignedInAsync();
        Assert.Null(await AlarmAsync(staff, Refused));
        venue.Answers.Enqueue(new DeliveryOutcome.Unreachable(Refused));
        await venue.QueueMailAsync(kind: TestComposer.TestKind);
        await venue.RunAsync<NotificationDispatcher>();

        foreach (var path in new[] { "/admin", "/admin/orders", "/admin/account", "/admin/notifications" })
        {
            var alarm = Assert.IsType<string>(await AlarmAsync(staff, Refused, path));
            Assert.Contains("cannot be used since Mon 3 Feb 2031, 12:00", alarm, StringComparison.Ordinal);
        }

        // The other process has not sent anything; it reads the error from the message.
        replica.Clock.SetUtcNow(venue.Clock.GetUtcNow());
        using var colleague = await replica.SignedInAsync();
        Assert.NotNull(await AlarmAsync(colleague, Refused));

        venue.Clock.Advance(TimeSpan.FromMinutes(10));
        await venue.RunAsync<NotificationDispatcher>();
        Assert.Null(await AlarmAsync(staff, Refused));
        Assert.Null(await AlarmAsync(colleague, Refused));
    }

    [Theory, OnBothDatabases]
    public async Task A_mail_that_waits_too_long_is_told_and_one_that_was_queued_again_gets_its_time(DatabaseProvider database)
    {
        await using var venue = new ScriptedVenue(database);
        using var staff = await venue.SignedInAsync();
        var mail = await venue.QueueMailAsync(kind: TestComposer.TestKind);
        venue.Clock.Advance(MailAlarms.TooLong);
        Assert.Null(await AlarmAsync(staff, "has been waiting"));
        venue.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains("since Mon 3 Feb 2031, 12:00", await AlarmAsync(staff, "has been waiting"), StringComparison.Ordinal);

        await venue.ChangeAsync(mail, set => set.SetProperty(n => n.Status, NotificationStatus.Dead));
        Assert.Contains("1 mail could not be delivered", await AlarmAsync(staff, "could not be delivered"), StringComparison.Ordinal);
        await venue.UseAsync<RequeueMail>(requeue => requeue.RequeueAsync(mail.Id, TestContext.Current.CancellationToken));
        Assert.Null(await AlarmAsync(staff, "has been waiting"));
        Assert.Null(await AlarmAsync(staff, "could not be delivered"));
    }

    [Theory, OnBothDatabases]
    public async Task A_server_that_puts_off_one_recipient_answers(DatabaseProvider database)
    {
        await using var venue = new ScriptedVenue(database);
        using var staff = await venue.SignedInAsync();
        venue.Answers.Enqueue(new DeliveryOutcome.Deferred("450 Greylisted"));
        await venue.QueueMailAsync(kind: TestComposer.TestKind);
        await venue.RunAsync<NotificationDispatcher>();
        Assert.Null(await AlarmAsync(staff, "cannot be used"));
    }

    [Fact]
    public async Task Mails_that_become_files_are_told_where_buyers_are_real()
    {
        await using var venue = new TicketingApp();
        using var staff = await venue.SignedInAsync();
        Assert.NotNull(await AlarmAsync(staff, "Mail:Transport is Pickup"));
        using var stranger = venue.NewBrowser();
        Assert.Null((await stranger.OpenAsync("/admin/login")).Document.QuerySelector(".alarm"));

        await using var connected = new TicketingApp().Set("Mail:Transport", "Smtp").Set("Mail:From", "tickets@blueroom.example").Set("Mail:Smtp:Host", "localhost");
        using var colleague = await connected.SignedInAsync();
        Assert.Null((await colleague.OpenAsync("/admin/notifications")).Document.QuerySelector(".alarm[aria-label=Mail]"));
    }

    [Fact]
    public async Task A_table_that_cannot_be_read_costs_the_alarm_and_not_the_page()
    {
        await using var venue = new TicketingApp();
        using var staff = await venue.SignedInAsync();
        await venue.UseAsync<TicketingDbContext>(db => db.WriteAsync(
            () => db.Database.ExecuteSqlRawAsync("ALTER TABLE notifications RENAME TO away", TestContext.Current.CancellationToken), ct: TestContext.Current.CancellationToken));
        (await staff.OpenAsync("/admin/account")).Expect(HttpStatusCode.OK);
    }

    private static async Task<string?> AlarmAsync(Browser staff, string words, string path = "/admin/orders")
    {
        var page = (await staff.OpenAsync(path)).Expect(HttpStatusCode.OK);
        var line = page.Document.QuerySelectorAll(".alarm li").FirstOrDefault(li => li.TextContent.Contains(words, StringComparison.Ordinal));
        return line is null ? null : string.Join(' ', line.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
