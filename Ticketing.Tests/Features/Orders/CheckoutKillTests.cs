using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Orders;

/// <summary>Runs kill -9 on the real process at random points of hold, payment and delivery.</summary>
public sealed class CheckoutKillTests(ITestOutputHelper output)
{
    private const int Buyers = 8;
    private const int Seed = 20261122;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task No_paid_order_is_lost_and_each_is_delivered_in_the_end(DatabaseProvider database)
    {
        // Shares the storage; the killed program is a separate process.
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 100_000), new TicketTypeDraft("Last few", 2400, 40));
        using var program = new KillableProgram(
            app,
            ("Holds__Lifetime", "00:00:06"),
            ("Payments__Window", "00:00:08"),
            ("Notifications__PollInterval", "00:00:00.2")
        );
        var kills = TestScale.Count(shortRun: 1, full: 100);
        var random = new Random(Seed);
        var crowd = new BuyingCrowd(program.Address, show);
        for (var kill = 0; kill < kills; kill++)
        {
            await program.StartAsync(Ct);
            using var killed = new CancellationTokenSource();
            var buying = crowd.BuyAsync(Buyers, Seed + (kill * Buyers), killed.Token);
            // Mostly it is killed while it sells, sometimes at once.
            await crowd.WaitForSalesAsync((kill + 1) % 4, Ct);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 1500)), Ct);
            await program.KillAsync();
            await killed.CancelAsync();
            await buying;
        }

        await program.StartAsync(Ct);
        await app.UseAsync<TicketingDbContext>(db => ExpireLeasesOfKilledAsync(db, program.ProcessId));
        await app.WaitUntilSettledAsync();
        var orders = await app.UseAsync<TicketingDbContext, List<Order>>(db =>
            db.Set<Order>().Where(o => o.Status == OrderStatus.Paid).ToListAsync(Ct)
        );
        output.WriteLine(
            $"{kills} kills, seed {Seed}: {crowd.Paid.Count} buyers saw their payment go through, {orders.Count} orders are paid"
        );
        await app.AssertInvariantsAsync();
        Assert.NotEmpty(crowd.Paid);
        Assert.Empty(crowd.Paid.Except(await app.GetPaidSessionsAsync()));
        await AssertDeliveredAsync(app, orders);
    }

    // Simulates the passing of time. If one process owns the database, its start reclaims them at once.
    private static Task<int> ExpireLeasesOfKilledAsync(TicketingDbContext db, int alive) =>
        db.WriteAsync(
            () =>
                db.Set<Notification>()
                    .Where(n => n.Status == NotificationStatus.Sending && !n.LeaseOwner!.StartsWith($"{alive}-"))
                    .ExecuteUpdateAsync(set => set.SetProperty(n => n.LeaseUntil, TimeProvider.System.GetUtcNow()), Ct),
            ct: Ct
        );

    private static async Task AssertDeliveredAsync(TicketingApp app, List<Order> orders)
    {
        var sent = await app.UseAsync<TicketingDbContext, List<Notification>>(db =>
            db.Set<Notification>().Where(n => n.Status == NotificationStatus.Sent).ToListAsync(Ct)
        );
        Assert.Empty(orders.Select(o => (Guid?)o.Id).Except(sent.Select(n => n.OrderId)));
        Assert.Equal(sent.Count, Directory.GetFiles(Path.Combine(app.StorageFolder, "mail"), "*.eml").Length);
    }
}
