using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Notifications.Outbox;

public sealed class RecipientLimitTests
{
    private static readonly string[] Spellings = ["ada.lovelace@gmail.com", "AdaLovelace+shop@gmail.com", "a.dalovelace@googlemail.com"];

    [Theory, OnEitherDatabase]
    public async Task Of_forty_requests_at_once_three_are_queued_however_the_address_is_spelt(DatabaseProvider database)
    {
        await using var outbox = await OutboxFixture.StartAsync(database);
        using var start = new SemaphoreSlim(0);
        var requests = Enumerable
            .Range(0, 40)
            .Select(i =>
                Task.Run(
                    async () =>
                    {
                        await start.WaitAsync(OutboxFixture.Ct);
                        return await QueueAsync(outbox, $"request:{i}", Spellings[i % Spellings.Length]);
                    },
                    OutboxFixture.Ct
                )
            )
            .ToList();
        start.Release(requests.Count);
        var answers = await Task.WhenAll(requests);
        Assert.Equal(3, answers.Count(isQueued => isQueued));
        Assert.Equal(3, (await outbox.NotificationsAsync()).Count);
        Assert.True(await QueueAsync(outbox, "other", "grace@gmail.com"));
    }

    [Theory, OnEitherDatabase]
    public async Task Frequent_requests_for_two_days_never_exceed_three_an_hour_and_eight_a_day(DatabaseProvider database)
    {
        await using var outbox = await OutboxFixture.StartAsync(database);
        var interval = TimeSpan.FromMinutes(TestScale.Count(shortRun: 15, full: 5));
        for (var i = 0; i < TimeSpan.FromDays(2) / interval; i++)
        {
            await QueueAsync(outbox, $"request:{i}", "ada@example.com");
            outbox.Clock.Advance(interval);
        }

        var sent = (await outbox.NotificationsAsync()).Select(mail => mail.DueAt).ToList();
        Assert.Equal(16, sent.Count);
        Assert.All(sent, at => Assert.InRange(sent.Count(other => other >= at && other < at.AddHours(1)), 1, 3));
        Assert.All(sent, at => Assert.InRange(sent.Count(other => other >= at && other < at.AddDays(1)), 1, 8));
    }

    [Theory, OnEitherDatabase]
    public async Task A_mail_that_may_wait_takes_its_turn(DatabaseProvider database)
    {
        await using var outbox = await OutboxFixture.StartAsync(database);
        for (var i = 0; i < 10; i++)
        {
            await QueueAsync(outbox, $"order:{i}", "ada@example.com", TimeSpan.FromDays(1));
        }

        var start = outbox.Clock.GetUtcNow();
        Assert.Equal(
            [0, 0, 0, 1, 1, 1, 2, 2, 24, 24],
            (await outbox.NotificationsAsync()).Select(mail => (mail.DueAt - start).TotalHours).Order()
        );
        Assert.False(await QueueAsync(outbox, "request", "ada@example.com"));
    }

    [Theory, OnEitherDatabase]
    public async Task Repeated_requests_and_mails_with_nothing_to_say_do_not_count(DatabaseProvider database)
    {
        await using var outbox = await OutboxFixture.StartAsync(database);
        outbox.Composer.Compose = mail => mail.DedupeKey.StartsWith("empty", StringComparison.Ordinal) ? null : TestComposer.Plain();
        for (var i = 0; i < 12; i++)
        {
            Assert.True(await QueueAsync(outbox, "request", "ada@example.com"));
            Assert.True(await QueueAsync(outbox, $"empty:{i}", "ada@example.com"));
            await outbox.RunDispatcherAsync();
        }

        Assert.True(await QueueAsync(outbox, "second", "ada@example.com"));
        Assert.True(await QueueAsync(outbox, "third", "ada@example.com"));
        Assert.False(await QueueAsync(outbox, "fourth", "ada@example.com"));
    }

    [Theory, OnBothDatabases]
    public async Task Mails_that_others_replace_do_not_count(DatabaseProvider database)
    {
        await using var outbox = await OutboxFixture.StartAsync(database);
        for (var i = 0; i < 3; i++)
        {
            Assert.True(await QueueAsync(outbox, $"replaced:{i}", "ada@example.com"));
        }

        Assert.False(await QueueAsync(outbox, "last", "ada@example.com"));
        await outbox.InScopeAsync(provider =>
            provider.GetRequiredService<NotificationOutbox>().DropWaitingAsync(TestComposer.TestKind, "replaced:", OutboxFixture.Ct)
        );
        Assert.True(await QueueAsync(outbox, "last", "ada@example.com"));
    }

    [Theory, OnEitherDatabase]
    public async Task The_table_lists_no_addresses(DatabaseProvider database)
    {
        await using var outbox = await OutboxFixture.StartAsync(database);
        await QueueAsync(outbox, "request", "ada@example.com");
        await outbox.InScopeAsync(async provider =>
        {
            var entry = await provider.GetRequiredService<TicketingDbContext>().Set<MailLimitEntry>().SingleAsync(OutboxFixture.Ct);
            Assert.Matches("^[0-9a-f]{64}$", entry.RecipientHash);
        });
    }

    private static async Task<bool> QueueAsync(OutboxFixture outbox, string key, string recipient, TimeSpan maxDelay = default)
    {
        var isQueued = false;
        await outbox.InScopeAsync(async provider =>
            isQueued = await provider
                .GetRequiredService<NotificationOutbox>()
                .QueueLimitedAsync(TestComposer.TestKind, key, recipient, orderId: null, maxDelay, OutboxFixture.Ct)
        );
        return isQueued;
    }
}
