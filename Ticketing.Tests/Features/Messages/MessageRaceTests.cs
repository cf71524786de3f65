using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Messages;
using Ticketing.Features.Messages.Editing;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Messages;

/// <summary>One venue per test, because the job looks at every message.</summary>
public sealed class MessageRaceTests
{
    private const int Seed = 20261130;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Two_processes_send_a_message_and_a_reminder_once(DatabaseProvider database)
    {
        await using var processes = new TwoProcesses(database);
        processes.Start();
        var app = processes.First;
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 1_000));
        for (var i = 0; i < 30; i++)
        {
            await app.GiveAsync(show, $"guest{i % 20}@example.com");
        }

        var message = await app.ScheduleAsync(show, form => form.BeforeStart(47, MessageDelayUnit.Hours));
        foreach (var process in new[] { processes.First, processes.Second })
        {
            process.Clock.SetUtcNow(show.StartsAt.AddHours(-46));
        }

        await processes.RunJobInBothAsync<TicketReminderJob>();
        await processes.RunJobInBothAsync<MessageJob>();
        Assert.Equal(20, (await app.GetMailsAsync(message)).DistinctBy(mail => mail.RecipientKey).Count());
        Assert.Equal(20, (await app.GetMailsAsync(message)).Count);
        var reminders = await app.GetMailsAsync(Assert.Single(await app.GetRemindersAsync(show)));
        Assert.Equal(30, reminders.Select(mail => mail.OrderId).Distinct().Count());
        Assert.Equal(30, reminders.Count);
    }

    [Theory, OnBothDatabases]
    public async Task In_random_histories_no_address_gets_a_message_twice_and_no_buyer_is_left_out(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var random = new Random(Seed);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 1_000), new TicketTypeDraft("Seated", 2400, 1_000));
        List<Order> orders = [];
        List<EventMessage> messages = [];
        for (var step = 0; step < TestScale.Count(shortRun: 60, full: 600); step++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(1));
            switch (random.Next(9))
            {
                case < 4:
                    orders.Add(
                        await app.GiveAsync(show, $"guest{random.Next(12)}@example.com", random.Next(2) == 0 ? "Standing" : "Seated")
                    );
                    break;
                case 4 when orders.Count > 0:
                    await app.TryRefundAsync(orders[random.Next(orders.Count)]);
                    break;
                case 5:
                    messages.Add(await app.ScheduleAsync(show, form => ChooseRandomly(form, show.GetTicketTypeId("Seated"), random)));
                    break;
                case 6 when messages.Count > 0:
                    await app.StopAsync(messages[random.Next(messages.Count)]);
                    break;
                default:
                    await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(app.RunMessagesAsync, Ct)));
                    await app.UseAsync<NotificationDispatcher>(outbox => outbox.RunOnceAsync(Ct));
                    break;
            }
        }

        await app.SendMessagesAsync();
        Assert.NotEmpty(messages);
        foreach (var message in messages)
        {
            await AssertSentOnceAsync(app, message, orders);
        }
    }

    private static void ChooseRandomly(MessageForm form, Guid type, Random random)
    {
        form.Filter = random.Next(2) == 0 ? new() : new() { TicketTypeIds = [$"{type}"] };
    }

    private static async Task AssertSentOnceAsync(TicketingApp app, EventMessage message, List<Order> orders)
    {
        var mails = await app.GetMailsAsync(message);
        Assert.Equal(mails.Count, mails.DistinctBy(mail => mail.RecipientKey).Count());
        var now = await app.GetListedAsync(message);
        Assert.Equal(0, now.Progress.Waiting);
        if (now.Message.Status == MessageStatus.Stopped)
        {
            return;
        }

        // Whoever had ordered by then and still has a ticket was told.
        Assert.Equal(MessageStatus.Sent, now.Message.Status);
        var valid = await app.UseAsync<TicketingDbContext, List<string>>(db =>
            db.Set<Order>()
                .Where(o => o.Status == OrderStatus.Paid && o.CreatedAt < now.Message.StartedAt)
                .Where(o => message.TicketTypeIds.Count == 0 || o.Lines.Any(line => message.TicketTypeIds.Contains(line.TicketTypeId)))
                .Select(o => o.BuyerEmailKey)
                .Distinct()
                .ToListAsync(Ct)
        );
        Assert.Empty(valid.Except(mails.Select(mail => mail.RecipientKey)));
        Assert.True(mails.Count <= orders.Count);
    }
}
