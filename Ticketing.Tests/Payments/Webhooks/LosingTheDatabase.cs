using System.Collections.Concurrent;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Orders;
using Ticketing.Payments.Webhooks;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.FakeStripe;
using Xunit;

namespace Ticketing.Tests.Payments.Webhooks;

/// <summary>Stripe resends each message until it is acknowledged.</summary>
public sealed class LosingTheDatabase(ITestOutputHelper output)
{
    private const int Seed = 20310204;
    private const int Orders = 5;
    private const int AtOnce = 8;

    private static readonly int Many = Proofs.Count(shortRun: 50, full: 500);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Nothing_is_lost_while_it_is_locked_now_and_then(DatabaseProvider database)
    {
        var locked = new FailingDatabase();
        await using var app = await StripeMail.OpenVenueAsync(database, locked.Under);
        var sessions = await PayAsync(app, app.Stripe);
        var turn = new Random(Seed);
        await DeliverAsync(app, sessions, () => locked.FailTheNext(turn.Next(3) * turn.Next(1, 12)), () => { });
        locked.FailTheNext(0);
        await AssertAllWorkedOffAsync(app, sessions);
        await app.AssertMoneyAsync();
    }

    [OnPostgres]
    public async Task Nothing_is_lost_while_it_is_gone_now_and_then()
    {
        await using var app = new FarApp();
        await using var stripe = await FakeStripeServer.StartAsync(new FakeStripeOptions { Clock = app.Clock, SecretKey = StripeMail.Key, WebhookSecret = StripeMail.Secret });
        app.PaidThrough(stripe);
        var sessions = await PayAsync(app, stripe);
        var turn = new Random(Seed);
        await DeliverAsync(app, sessions, () => app.Line.CutAfter(turn.Next(1, 40)), () => { if (app.Line.IsCut) { app.Line.Mend(); } });
        app.Line.CutAfter(0);
        await AssertAllWorkedOffAsync(app, sessions);
        await app.AssertMoneyAsync(stripe);
    }

    /// <summary>Delivers in rounds, with the job running alongside, until every message is acknowledged.</summary>
    private async Task DeliverAsync(TicketingApp app, IReadOnlyList<string> sessions, Action trouble, Action end)
    {
        var waiting = Enumerable.Range(0, Many).ToDictionary(i => $"evt_{i}", i => StripeMail.Message($"evt_{i}", about: sessions[i % sessions.Count]));
        var (rounds, refused) = (0, 0);
        for (; waiting.Count > 0; rounds++)
        {
            Assert.True(rounds < 1_000, "Messages are left after 1,000 rounds.");
            trouble();
            var received = new ConcurrentBag<string>();
            var work = Task.Run(() => WorkAsync(app), Ct);
            await Parallel.ForEachAsync(waiting, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Ct }, async (message, _) =>
            {
                using var answer = await app.TellAsync(message.Value);
                Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable, $"{message.Key} was answered {answer.StatusCode}");
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    received.Add(message.Key);
                }
            });
            await work;
            end();
            refused += waiting.Count - received.Count;
            var kept = (await app.MessagesAsync()).Select(message => message.Id).ToHashSet();
            Assert.All(received, id => Assert.Contains(id, kept));
            foreach (var id in received)
            {
                waiting.Remove(id);
            }
        }

        output.WriteLine($"{Many} messages in {rounds} rounds, {refused} times answered 503, seed {Seed}");
        Assert.NotEqual(0, refused);
    }

    // As in the background loop, a pass ends at an outage.
    private static async Task WorkAsync(TicketingApp app)
    {
        try
        {
            await app.RunAsync<WebhookPass>();
        }
        catch (Exception error) when (DatabaseErrors.IsOutage(error))
        {
        }
    }

    private static async Task AssertAllWorkedOffAsync(TicketingApp app, IReadOnlyList<string> sessions)
    {
        for (var tries = 0; tries < 4; tries++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(5));
            await app.RunAsync<WebhookPass>();
        }

        var messages = await app.MessagesAsync();
        Assert.Equal(Many, messages.Count);
        Assert.All(messages, message => Assert.Equal((WebhookStatus.Done, ""), (message.Status, message.Body)));
        var paid = await app.UseAsync<TicketingDbContext, int>(db => db.Set<Order>().CountAsync(o => o.Status == OrderStatus.Paid, Ct));
        Assert.Equal(sessions.Count, paid);
    }

    private static async Task<IReadOnlyList<string>> PayAsync(TicketingApp app, FakeStripeServer stripe)
    {
        var show = await app.PublishAsync();
        var sessions = new List<string>();
        for (var i = 0; i < Orders; i++)
        {
            var session = await app.OpenPageOfAsync(await app.HeldAsync(show, "Standing", 2), stripe);
            await stripe.PayAsync(session.Id);
            sessions.Add(session.Id);
        }

        return sessions;
    }
}
