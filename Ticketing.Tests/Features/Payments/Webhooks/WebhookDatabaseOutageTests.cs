using System.Collections.Concurrent;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Webhooks;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.FakeStripe;
using Xunit;

namespace Ticketing.Tests.Features.Payments.Webhooks;

/// <summary>Stripe resends each message until it is acknowledged.</summary>
public sealed class WebhookDatabaseOutageTests(ITestOutputHelper output)
{
    private const int Seed = 20310204;
    private const int Orders = 5;
    private const int Parallelism = 8;

    private static readonly int MessageCount = TestScale.Count(shortRun: 50, full: 500);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task No_message_is_lost_while_the_database_is_locked(DatabaseProvider database)
    {
        var locked = new FailingWritesInterceptor();
        await using var app = await StripeMessages.OpenVenueAsync(database, locked.AddTo);
        var sessions = await PayAsync(app, app.Stripe);
        var turn = new Random(Seed);
        await DeliverAsync(app, sessions, () => locked.FailNext(turn.Next(3) * turn.Next(1, 12)), () => { });
        locked.FailNext(0);
        await AssertAllProcessedAsync(app, sessions);
        await app.AssertMoneyMatchesStripeAsync();
    }

    [OnPostgres]
    public async Task No_message_is_lost_during_database_outages()
    {
        await using var app = new ProxiedPostgresApp();
        await using var stripe = await FakeStripeServer.StartAsync(
            new FakeStripeOptions
            {
                Clock = app.Clock,
                SecretKey = StripeMessages.Key,
                WebhookSecret = StripeMessages.Secret,
            }
        );
        app.UseStripe(stripe);
        var sessions = await PayAsync(app, stripe);
        var turn = new Random(Seed);
        await DeliverAsync(
            app,
            sessions,
            () => app.Proxy.CutAfter(turn.Next(1, 40)),
            () =>
            {
                if (app.Proxy.IsCut)
                {
                    app.Proxy.Restore();
                }
            }
        );
        app.Proxy.CutAfter(0);
        await AssertAllProcessedAsync(app, sessions);
        await app.AssertMoneyMatchesStripeAsync(stripe);
    }

    /// <summary>Delivers in rounds, with the job running alongside, until every message is acknowledged.</summary>
    private async Task DeliverAsync(TicketingApp app, IReadOnlyList<string> sessions, Action trouble, Action end)
    {
        var waiting = Enumerable
            .Range(0, MessageCount)
            .ToDictionary(i => $"evt_{i}", i => StripeMessages.CreateMessage($"evt_{i}", about: sessions[i % sessions.Count]));
        var (rounds, refused) = (0, 0);
        for (; waiting.Count > 0; rounds++)
        {
            Assert.True(rounds < 1_000, "Messages are left after 1,000 rounds.");
            trouble();
            var received = new ConcurrentBag<string>();
            var work = Task.Run(() => RunJobAsync(app), Ct);
            await Parallel.ForEachAsync(
                waiting,
                new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = Ct },
                async (message, _) =>
                {
                    using var answer = await app.SendSignedAsync(message.Value);
                    Assert.True(
                        answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable,
                        $"{message.Key} was answered {answer.StatusCode}"
                    );
                    if (answer.StatusCode == HttpStatusCode.OK)
                    {
                        received.Add(message.Key);
                    }
                }
            );
            await work;
            end();
            refused += waiting.Count - received.Count;
            var kept = (await app.GetWebhookEventsAsync()).Select(message => message.Id).ToHashSet();
            Assert.All(received, id => Assert.Contains(id, kept));
            foreach (var id in received)
            {
                waiting.Remove(id);
            }
        }

        output.WriteLine($"{MessageCount} messages in {rounds} rounds, {refused} times answered 503, seed {Seed}");
        Assert.NotEqual(0, refused);
    }

    // As in the background loop, a pass ends at an outage.
    private static async Task RunJobAsync(TicketingApp app)
    {
        try
        {
            await app.RunJobAsync<WebhookJob>();
        }
        catch (Exception error) when (DatabaseErrors.IsOutage(error)) { }
    }

    private static async Task AssertAllProcessedAsync(TicketingApp app, IReadOnlyList<string> sessions)
    {
        for (var tries = 0; tries < 4; tries++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(5));
            await app.RunJobAsync<WebhookJob>();
        }

        var messages = await app.GetWebhookEventsAsync();
        Assert.Equal(MessageCount, messages.Count);
        Assert.All(messages, message => Assert.Equal((WebhookStatus.Done, ""), (message.Status, message.Body)));
        var paid = await app.UseAsync<TicketingDbContext, int>(db => db.Set<Order>().CountAsync(o => o.Status == OrderStatus.Paid, Ct));
        Assert.Equal(sessions.Count, paid);
    }

    private static async Task<IReadOnlyList<string>> PayAsync(TicketingApp app, FakeStripeServer stripe)
    {
        var show = await app.PublishEventAsync();
        var sessions = new List<string>();
        for (var i = 0; i < Orders; i++)
        {
            var session = await app.OpenPaymentPageForHoldAsync(await app.PlaceHoldAsync(show, "Standing", 2), stripe);
            await stripe.PayAsync(session.Id);
            sessions.Add(session.Id);
        }

        return sessions;
    }
}
