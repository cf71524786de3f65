using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Deployment.Replicas;

/// <summary>Three processes behind nginx sell and send while they are killed, and then restarted one by one.</summary>
public sealed class ReplicaKillTests(ITestOutputHelper output)
{
    private const int Seed = 20261130;

    private static int Buyers => TestScale.Count(shortRun: 4, full: 32);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [OnPostgres]
    public async Task Nothing_is_oversold_or_lost_and_a_kill_repeats_one_mail_at_most()
    {
        var kills = TestScale.Count(shortRun: 1, full: 60);
        await using var server = new FakeSmtpServer();
        await using var app = new TicketingApp(DatabaseProvider.Postgres);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 100_000), new TicketTypeDraft("Last few", 2400, 40));
        await using var replicas = await ReplicaSet.StartAsync(
            app,
            [
                ("Holds__Lifetime", "00:00:06"),
                ("Payments__Window", "00:00:08"),
                ("Notifications__PollInterval", "00:00:00.2"),
                .. server.ProgramSettings,
            ]
        );
        var crowd = new BuyingCrowd(replicas.Address, show);
        using var over = new CancellationTokenSource();
        var buying = crowd.BuyAsync(Buyers, Seed, over.Token);
        var killed = await KillAsync(app, replicas, crowd, kills);
        var failed = crowd.ServerErrors.Count;
        await replicas.RestartOneByOneAsync(TestScale.Count(shortRun: 1, full: ReplicaSet.Count));
        await crowd.WaitForSalesAsync(5, Ct);
        await over.CancelAsync();
        await buying;

        // nginx answers 502 to the requests that a killed process had begun. A restart fails none.
        Assert.All(crowd.ServerErrors, error => Assert.Equal(HttpStatusCode.BadGateway, error.Status));
        Assert.Equal(failed, crowd.ServerErrors.Count);
        await crowd.ReturnAsync();
        await app.ExpireMailLeasesAsync(killed);
        await app.WaitUntilSettledAsync();
        await app.AssertInvariantsAsync();
        Assert.NotEmpty(crowd.Paid);
        Assert.Empty(crowd.Paid.Except(await app.GetPaidSessionsAsync()));
        await AssertDeliveredAsync(app, server, kills);
        output.WriteLine(
            $"{kills} kills, seed {Seed}: {crowd.Paid.Count} buyers saw their payment go through, "
                + $"{failed} requests failed with a killed process"
        );
    }

    /// <returns>Ids of the killed processes.</returns>
    private static async Task<List<int>> KillAsync(TicketingApp app, ReplicaSet replicas, BuyingCrowd crowd, int kills)
    {
        var random = new Random(Seed);
        var killed = new List<int>();
        for (var kill = 0; kill < kills; kill++)
        {
            await crowd.WaitForSalesAsync(random.Next(1, 6), Ct);
            await Task.Delay(random.Next(0, 300), Ct);
            var program = replicas.Programs[random.Next(ReplicaSet.Count)];
            killed.Add(program.ProcessId);
            await program.KillAsync();

            // The others go on with what it left; its claims end by themselves in time.
            await crowd.WaitForSalesAsync(2, Ct);
            await app.ExpireMailLeasesAsync(killed);
            await program.StartAsync(Ct);
        }

        return killed;
    }

    private async Task AssertDeliveredAsync(TicketingApp app, FakeSmtpServer server, int kills)
    {
        var (paid, mails) = await app.UseAsync<TicketingDbContext, (List<Guid>, List<Notification>)>(async db =>
            (
                await db.Set<Order>().Where(o => o.Status == OrderStatus.Paid).Select(o => o.Id).ToListAsync(Ct),
                await db.Set<Notification>().AsNoTracking().ToListAsync(Ct)
            )
        );
        var arrived = server.Received.CountBy(mail => mail.Message.MessageId!).ToDictionary();
        output.WriteLine(
            $"{paid.Count} paid orders, {mails.Count} mails, {server.Received.Count - arrived.Count} of them twice; "
                + $"{mails.Count(n => n.Attempts > 1)} were taken over from a killed process"
        );
        Assert.All(mails, mail => Assert.Equal(NotificationStatus.Sent, mail.Status));
        Assert.Empty(paid.Select(id => (Guid?)id).Except(mails.Select(mail => mail.OrderId)));
        Assert.Equal(mails.Select(mail => mail.MessageId!).Order(), arrived.Keys.Order());
        Assert.InRange(server.Received.Count - arrived.Count, 0, kills);
    }
}
