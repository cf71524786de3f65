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
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Notifications.Admin;

public sealed class MailRequeueTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_dead_mail_is_requeued_once_however_many_click_and_is_audited(DatabaseProvider database)
    {
        app = venues.On(database);
        var mail = await app.QueueDeadMailAsync();
        var pages = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(async _ => await (await app.SignInAsStaffAsync()).OpenAsync($"/admin/notifications/{mail.Id}"))
        );

        var answers = await Task.WhenAll(pages.Select(page => page.SubmitAsync("#requeue")));

        Assert.Single(answers, answer => answer.Text.Contains("Queued again. It will be sent", StringComparison.Ordinal));
        Assert.All(answers, answer => answer.ExpectStatus(HttpStatusCode.OK));
        var now = await app.ReloadAsync(mail);
        Assert.Equal((NotificationStatus.Pending, 0, null), (now.Status, now.Attempts, now.LastError));
        var entry = Assert.Single(await app.GetAuditTrailAsync(mail.Id));
        Assert.Equal("mail.requeued", entry.Action);
        Assert.Contains("550 5.1.1", entry.Before, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task The_give_up_period_restarts_when_a_mail_is_queued_again(DatabaseProvider database)
    {
        await using var venue = new ScriptedMailVenue(database);
        venue.Answers.Enqueue(new DeliveryOutcome.Deferred("450 Try later"));
        var mail = await venue.QueueDeadMailAsync(kind: TestComposer.TestKind);
        venue.Clock.Advance(TimeSpan.FromDays(5));
        await venue.UseAsync<MailActions>(requeue => requeue.RequeueAsync(mail.Id, Ct));

        await venue.RunJobAsync<NotificationDispatcher>();

        var now = await venue.ReloadAsync(mail);
        Assert.Equal((NotificationStatus.Pending, 1, "450 Try later"), (now.Status, now.Attempts, now.LastError));
    }

    [Theory, OnEitherDatabase]
    public async Task All_dead_mails_are_requeued_after_a_confirmation_with_their_number(DatabaseProvider database)
    {
        await using var venue = new TicketingApp(database);
        using var staff = await venue.SignInAsStaffAsync();
        Assert.Null((await staff.OpenAsync("/admin/notifications")).Document.QuerySelector(".head .actions a"));
        Mailbox[] dead =
        [
            .. await Task.WhenAll(
                Enumerable.Range(0, 3).Select(async i => new Mailbox(await venue.QueueDeadMailAsync($"dead{i}@example.com")))
            ),
        ];
        var sent = await venue.QueueMailAsync();
        await venue.UpdateMailAsync(
            sent,
            set => set.SetProperty(n => n.Status, NotificationStatus.Sent).SetProperty(n => n.SentAt, venue.Clock.GetUtcNow())
        );

        var asked = await staff.OpenAsync(
            (await staff.OpenAsync("/admin/notifications")).Document.QuerySelector(".head .actions a")!.GetAttribute("href")!
        );
        Assert.Contains("3 emails will be queued again", asked.Text, StringComparison.Ordinal);
        var done = await asked.SubmitAsync("#requeue-all");
        Assert.Contains("3 emails queued again", done.Text, StringComparison.Ordinal);
        Assert.Contains("a colleague has already resent them", (await asked.SubmitAsync("#requeue-all")).Text, StringComparison.Ordinal);

        foreach (var mail in dead)
        {
            Assert.Equal(NotificationStatus.Pending, (await venue.ReloadAsync(mail.Mail)).Status);
        }

        Assert.Equal(NotificationStatus.Sent, (await venue.ReloadAsync(sent)).Status);
        var written = await venue.UseAsync<TicketingDbContext, List<string>>(db =>
            db.Set<Ticketing.Infrastructure.Audit.AuditEntry>()
                .Where(e => e.Action == "mail.all-requeued")
                .Select(e => e.After)
                .ToListAsync(Ct)
        );
        Assert.Equal("""{"mails":3}""", Assert.Single(written));
    }

    [Theory, OnEitherDatabase]
    public async Task A_mail_that_waits_for_its_next_try_is_sent_at_once(DatabaseProvider database)
    {
        app = venues.On(database);
        var mail = await app.QueueMailAsync();
        using var staff = await app.SignInAsStaffAsync();
        Assert.Null((await staff.OpenAsync($"/admin/notifications/{mail.Id}")).Document.QuerySelector("#hurry"));
        await app.UpdateMailAsync(
            mail,
            set => set.SetProperty(n => n.DueAt, app.Clock.GetUtcNow().AddHours(1)).SetProperty(n => n.Attempts, 2)
        );
        var page = await staff.OpenAsync($"/admin/notifications/{mail.Id}");
        Assert.Null(page.Document.QuerySelector("#requeue"));
        Assert.Contains("Sending it now.", (await page.SubmitAsync("#hurry")).Text, StringComparison.Ordinal);
        var now = await app.ReloadAsync(mail);
        Assert.Equal((app.Clock.GetUtcNow(), 2), (now.DueAt, now.Attempts));
        Assert.Equal("mail.hurried", Assert.Single(await app.GetAuditTrailAsync(mail.Id)).Action);
        await page.SubmitAsync("#hurry");
        Assert.Single(await app.GetAuditTrailAsync(mail.Id));
    }

    [Theory, OnEitherDatabase]
    public async Task A_dead_mail_that_nobody_needs_is_set_aside_and_can_be_taken_up_again(DatabaseProvider database)
    {
        app = venues.On(database);
        var mail = await app.QueueDeadMailAsync();
        using var staff = await app.SignInAsStaffAsync();
        var aside = await (await staff.OpenAsync($"/admin/notifications/{mail.Id}")).SubmitAsync("#set-aside");
        Assert.Contains("This email failed and was dismissed.", aside.Text, StringComparison.Ordinal);
        Assert.Equal(NotificationStatus.Dropped, (await app.ReloadAsync(mail)).Status);
        await aside.SubmitAsync("#requeue");
        Assert.Equal(NotificationStatus.Pending, (await app.ReloadAsync(mail)).Status);
        Assert.Equal(["mail.set-aside", "mail.requeued"], (await app.GetAuditTrailAsync(mail.Id)).Select(entry => entry.Action));
    }

    private sealed record Mailbox(Notification Mail);
}
