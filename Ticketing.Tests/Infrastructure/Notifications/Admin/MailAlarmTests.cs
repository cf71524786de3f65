using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Admin;
using Ticketing.Infrastructure.Notifications.Delivery;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Notifications.Admin;

public sealed class MailAlarmTests
{
    private const string Refused = "Connection refused";

    [Theory, OnEitherDatabase]
    public async Task An_unreachable_server_is_shown_on_every_page_by_every_process_until_it_answers(DatabaseProvider database)
    {
        await using var venue = new ScriptedMailVenue(database);
        await using var replica = new TicketingApp(database).ShareDatabaseWith(venue);
        using var staff = await venue.SignInAsStaffAsync();
        Assert.Null(await AlarmAsync(staff, Refused));
        venue.Answers.Enqueue(new DeliveryOutcome.Unreachable(Refused));
        await venue.QueueMailAsync(kind: TestComposer.TestKind);
        await venue.RunJobAsync<NotificationDispatcher>();

        foreach (var path in new[] { "/admin", "/admin/orders", "/admin/account", "/admin/notifications" })
        {
            var alarm = Assert.IsType<string>(await AlarmAsync(staff, Refused, path));
            Assert.Contains("cannot be used since Mon 3 Feb 2031, 12:00", alarm, StringComparison.Ordinal);
        }

        // The other process has not sent anything; it reads the error from the message.
        replica.Clock.SetUtcNow(venue.Clock.GetUtcNow());
        using var colleague = await replica.SignInAsStaffAsync();
        Assert.NotNull(await AlarmAsync(colleague, Refused));

        venue.Clock.Advance(TimeSpan.FromMinutes(10));
        await venue.RunJobAsync<NotificationDispatcher>();
        Assert.Null(await AlarmAsync(staff, Refused));
        Assert.Null(await AlarmAsync(colleague, Refused));
    }

    [Theory, OnEitherDatabase]
    public async Task A_mail_that_waits_too_long_raises_an_alarm_and_a_requeued_one_gets_its_time(DatabaseProvider database)
    {
        await using var venue = new ScriptedMailVenue(database);
        using var staff = await venue.SignInAsStaffAsync();
        var mail = await venue.QueueMailAsync(kind: TestComposer.TestKind);
        venue.Clock.Advance(MailAlarms.MaxWait);
        Assert.Null(await AlarmAsync(staff, "has been waiting"));
        venue.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains("since Mon 3 Feb 2031, 12:00", await AlarmAsync(staff, "has been waiting"), StringComparison.Ordinal);

        await venue.UpdateMailAsync(mail, set => set.SetProperty(n => n.Status, NotificationStatus.Dead));
        Assert.Contains("1 email could not be delivered", await AlarmAsync(staff, "could not be delivered"), StringComparison.Ordinal);
        // The page Today lists it itself.
        Assert.Null(await AlarmAsync(staff, "could not be delivered", "/admin"));
        Assert.Single((await staff.OpenAsync("/admin")).Document.QuerySelectorAll("main a[href='/admin/notifications?show=dead']"));
        await venue.UseAsync<MailActions>(requeue => requeue.RequeueAsync(mail.Id, TestContext.Current.CancellationToken));
        Assert.Null(await AlarmAsync(staff, "has been waiting"));
        Assert.Null(await AlarmAsync(staff, "could not be delivered"));
    }

    [Theory, OnEitherDatabase]
    public async Task A_mail_that_waits_for_the_limit_of_its_recipient_raises_no_alarm(DatabaseProvider database)
    {
        await using var venue = new ScriptedMailVenue(database);
        using var staff = await venue.SignInAsStaffAsync();
        await venue.UseAsync<NotificationOutbox>(async outbox =>
        {
            for (var i = 0; i < 4; i++)
            {
                await outbox.QueueLimitedAsync(
                    TestComposer.TestKind,
                    $"free:{i}",
                    "ada@example.com",
                    orderId: null,
                    TimeSpan.MaxValue,
                    TestContext.Current.CancellationToken
                );
            }
        });
        await venue.RunJobAsync<NotificationDispatcher>();
        venue.Clock.Advance(MailAlarms.MaxWait + TimeSpan.FromSeconds(1));
        Assert.Null(await AlarmAsync(staff, "has been waiting"));
        venue.Clock.Advance(TimeSpan.FromHours(1));
        using var later = await venue.SignInAsStaffAsync();
        Assert.NotNull(await AlarmAsync(later, "has been waiting"));
    }

    [Theory, OnEitherDatabase]
    public async Task A_server_that_puts_off_one_recipient_answers(DatabaseProvider database)
    {
        await using var venue = new ScriptedMailVenue(database);
        using var staff = await venue.SignInAsStaffAsync();
        venue.Answers.Enqueue(new DeliveryOutcome.Deferred("450 Greylisted"));
        await venue.QueueMailAsync(kind: TestComposer.TestKind);
        await venue.RunJobAsync<NotificationDispatcher>();
        Assert.Null(await AlarmAsync(staff, "cannot be used"));
    }

    [Fact]
    public async Task Mail_written_to_files_raises_an_alarm_in_production()
    {
        await using var venue = new TicketingApp();
        using var staff = await venue.SignInAsStaffAsync();
        Assert.NotNull(await AlarmAsync(staff, "no mail server is set up"));
        using var stranger = venue.NewBrowser();
        Assert.Null((await stranger.OpenAsync("/admin/login")).Document.QuerySelector(".alarm"));

        await using var connected = new TicketingApp()
            .Set("Mail:Transport", "Smtp")
            .Set("Mail:From", "tickets@blueroom.example")
            .Set("Mail:Smtp:Host", "localhost");
        using var colleague = await connected.SignInAsStaffAsync();
        Assert.Null((await colleague.OpenAsync("/admin/notifications")).Document.QuerySelector(".alarm[aria-label=Mail]"));
    }

    [Fact]
    public async Task A_table_that_cannot_be_read_costs_the_alarm_and_not_the_page()
    {
        await using var venue = new TicketingApp();
        using var staff = await venue.SignInAsStaffAsync();
        await venue.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(
                () => db.Database.ExecuteSqlRawAsync("ALTER TABLE notifications RENAME TO away", TestContext.Current.CancellationToken),
                ct: TestContext.Current.CancellationToken
            )
        );
        (await staff.OpenAsync("/admin/account")).ExpectStatus(HttpStatusCode.OK);
    }

    private static async Task<string?> AlarmAsync(Browser staff, string words, string path = "/admin/orders")
    {
        var page = (await staff.OpenAsync(path)).ExpectStatus(HttpStatusCode.OK);
        var line = page
            .Document.QuerySelectorAll(".alarm li")
            .FirstOrDefault(li => li.TextContent.Contains(words, StringComparison.Ordinal));
        return line is null ? null : string.Join(' ', line.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
