using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Notifications.Outbox;

public sealed class MailCleanupTests
{
    private static readonly string[] Names = ["known", "unknown"];

    [Theory, OnEitherDatabase]
    public async Task A_year_of_requests_leaves_those_of_ninety_days(DatabaseProvider database)
    {
        await using var outbox = await OutboxFixture.StartAsync(database);
        outbox.Composer.Compose = mail => mail.Recipient.StartsWith("unknown", StringComparison.Ordinal) ? null : TestComposer.Plain();
        var perWeek = TestScale.Count(shortRun: 3, full: 20);
        for (var week = 0; week < 52; week++)
        {
            await QueueAsync(outbox, week, perWeek);
            await outbox.RunDispatcherAsync();
            outbox.Clock.Advance(TimeSpan.FromDays(7));
        }

        Assert.Equal(52 * perWeek * 2, (await outbox.NotificationsAsync()).Count);
        await RunJobAsync(outbox);
        var limit = outbox.Clock.GetUtcNow() - new RetentionOptions().SentMailBodies;
        var mails = await outbox.NotificationsAsync();
        Assert.Equal(12 * perWeek * 2, mails.Count);
        Assert.All(mails, mail => Assert.True(mail.CreatedAt >= limit));
        Assert.Equal(0, await CountLimitEntriesAsync(outbox));
    }

    [Theory, OnEitherDatabase]
    public async Task Large_amounts_are_removed_in_batches(DatabaseProvider database)
    {
        await using var outbox = await OutboxFixture.StartAsync(database);
        await QueueAsync(outbox, week: 0, MailCleanupJob.BatchSize);
        await outbox.InScopeAsync(provider => MarkSentAsync(provider.GetRequiredService<TicketingDbContext>(), outbox.Clock.GetUtcNow()));
        outbox.Clock.Advance(TimeSpan.FromDays(91));
        await outbox.InScopeAsync(async provider =>
            Assert.Equal(JobResult.MoreWork, await provider.GetRequiredService<MailCleanupJob>().RunOnceAsync(OutboxFixture.Ct))
        );
        Assert.Equal(MailCleanupJob.BatchSize, (await outbox.NotificationsAsync()).Count);
        await RunJobAsync(outbox);
        Assert.Empty(await outbox.NotificationsAsync());
    }

    [Theory, OnEitherDatabase]
    public async Task The_mail_of_an_order_loses_its_text_and_staff_are_told(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        using var buyer = app.NewBrowser();
        await buyer.BuyAsync(await app.PublishEventAsync());
        await app.RunJobAsync<NotificationDispatcher>();
        var mail = await app.GetLastMailAsync("ada@example.com");
        app.Clock.Advance(TimeSpan.FromDays(89));
        await app.RunJobAsync<MailCleanupJob>();
        Assert.NotNull((await app.ReloadAsync(mail)).Content);

        app.Clock.Advance(TimeSpan.FromDays(2));
        await app.RunJobAsync<MailCleanupJob>();
        var old = await app.ReloadAsync(mail);
        Assert.Equal((null, mail.Subject, NotificationStatus.Sent), (old.Content, old.Subject, old.Status));
        using var staff = await app.SignInAsStaffAsync();
        var page = (await staff.OpenAsync($"/admin/notifications/{mail.Id}")).ExpectStatus(System.Net.HttpStatusCode.OK);
        Assert.Contains("The text of this email has been deleted", page.Text, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Mail_that_waits_or_was_given_up_stays(DatabaseProvider database)
    {
        await using var outbox = await OutboxFixture.StartAsync(database);
        outbox.Composer.Compose = _ => throw new FormatException("No words.");
        await outbox.QueueAsync("dead@example.org");
        await outbox.RunUntilSettledAsync(TimeSpan.FromMinutes(2));
        await outbox.QueueAsync("waiting@example.org");
        outbox.Clock.Advance(TimeSpan.FromDays(400));
        await RunJobAsync(outbox);
        Assert.Equal(
            [NotificationStatus.Dead, NotificationStatus.Pending],
            (await outbox.NotificationsAsync()).Select(mail => mail.Status)
        );
    }

    [Fact]
    public async Task Old_files_of_a_venue_without_a_mail_server_are_deleted()
    {
        await using var outbox = await OutboxFixture.StartAsync(DatabaseProvider.Sqlite);
        outbox.Clock.SetUtcNow(TimeProvider.System.GetUtcNow().AddDays(1));
        await outbox.QueueAsync("old@example.org");
        await outbox.RunDispatcherAsync();
        await RunJobAsync(outbox);
        var old = Assert.Single(outbox.PickupFiles);
        old.LastWriteTimeUtc = outbox.Clock.GetUtcNow().UtcDateTime.AddDays(-91);
        await outbox.QueueAsync("new@example.org");
        await outbox.RunDispatcherAsync();
        await RunJobAsync(outbox);
        Assert.NotEqual(old.Name, Assert.Single(outbox.PickupFiles).Name);
    }

    /// <summary>As many to known and to unknown addresses.</summary>
    private static Task QueueAsync(OutboxFixture outbox, int week, int count) =>
        outbox.InScopeAsync(provider =>
            provider
                .GetRequiredService<TicketingDbContext>()
                .WriteAsync(
                    async () =>
                    {
                        var queue = provider.GetRequiredService<NotificationOutbox>();
                        for (var i = 0; i < count; i++)
                        {
                            var id = $"{week}-{i}";
                            foreach (var name in Names)
                            {
                                await queue.QueueLimitedAsync(
                                    "test",
                                    $"{name}:{id}",
                                    $"{name}{id}@example.org",
                                    orderId: null,
                                    TimeSpan.Zero,
                                    OutboxFixture.Ct
                                );
                            }
                        }
                    },
                    OutboxFixture.Ct
                )
        );

    private static Task<int> MarkSentAsync(TicketingDbContext db, DateTimeOffset at) =>
        db.WriteAsync(
            () =>
                db.Set<Notification>()
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(n => n.Status, NotificationStatus.Sent).SetProperty(n => n.SentAt, at),
                        OutboxFixture.Ct
                    ),
            ct: OutboxFixture.Ct
        );

    private static Task RunJobAsync(OutboxFixture outbox) =>
        outbox.InScopeAsync(provider => provider.GetRequiredService<MailCleanupJob>().RunUntilDoneAsync(OutboxFixture.Ct));

    private static async Task<int> CountLimitEntriesAsync(OutboxFixture outbox)
    {
        var count = 0;
        await outbox.InScopeAsync(async provider =>
            count = await provider.GetRequiredService<TicketingDbContext>().Set<MailLimitEntry>().CountAsync(OutboxFixture.Ct)
        );
        return count;
    }
}
