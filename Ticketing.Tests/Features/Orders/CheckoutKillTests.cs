using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Orders;

/// <summary>Runs kill -9 on the real process at random points of hold, payment and delivery.</summary>
public sealed class CheckoutKillTests(ITestOutputHelper output)
{
    private const int Buyers = 8;
    private const int Seed = 20261122;

    // Sessions whose buyer was told "paid".
    private readonly ConcurrentBag<string> paid = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
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
        var kills = TestScale.Count(shortRun: 5, full: 100);
        var random = new Random(Seed);
        for (var kill = 0; kill < kills; kill++)
        {
            await program.StartAsync(Ct);
            using var killed = new CancellationTokenSource();
            var buyers = Enumerable
                .Range(0, Buyers)
                .Select(b => BuyUntilKilledAsync(program.Address, show, new Random(Seed + (kill * Buyers) + b), killed.Token))
                .ToList();
            await WaitForSalesAsync(kill % 4);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 1500)), Ct);
            await program.KillAsync();
            await killed.CancelAsync();
            await Task.WhenAll(buyers);
        }

        await program.StartAsync(Ct);
        await app.UseAsync<TicketingDbContext>(db => ExpireLeasesOfKilledAsync(db, program.ProcessId));
        await app.UseAsync<TicketingDbContext>(SettledAsync);
        var orders = await app.UseAsync<TicketingDbContext, List<Order>>(db =>
            db.Set<Order>().Where(o => o.Status == OrderStatus.Paid).ToListAsync(Ct)
        );
        output.WriteLine($"{kills} kills, seed {Seed}: {paid.Count} buyers saw their payment go through, {orders.Count} orders are paid");
        await app.AssertInvariantsAsync();
        Assert.NotEmpty(paid);
        Assert.Empty(paid.Except(await PaidSessionsAsync(app)));
        await AssertDeliveredAsync(app, orders);
    }

    // A new process is busy warming up. Mostly it is killed while it sells, sometimes at once.
    private async Task WaitForSalesAsync(int sales)
    {
        var before = paid.Count;
        for (var waited = 0; waited < 200 && paid.Count < before + sales; waited++)
        {
            await Task.Delay(50, Ct);
        }
    }

    private async Task BuyUntilKilledAsync(Uri address, Event show, Random random, CancellationToken killed)
    {
        while (!killed.IsCancellationRequested)
        {
            try
            {
                using var browser = new Browser(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }, address);
                await BuyAsync(browser, show, random);
            }
            catch (Exception error) when (error is HttpRequestException or IOException or SocketException or TaskCanceledException)
            {
                // The program was killed.
                await Task.Delay(20, CancellationToken.None);
            }
        }
    }

    private async Task BuyAsync(Browser browser, Event show, Random random)
    {
        var category = random.Next(4) == 0 ? "Last few" : "Standing";
        var wish = new KeyValuePair<string, string>($"Quantities[{show.GetTicketTypeId(category)}]", $"{random.Next(1, 4)}");
        var checkout = await browser.PostAsync($"/events/{show.Slug}", [wish]);
        if (checkout.Status != HttpStatusCode.OK || random.Next(8) == 0)
        {
            return; // sold out, or the buyer leaves
        }

        var sandbox = await checkout.SubmitBuyerAsync(email: $"buyer{random.Next(1_000_000)}@example.com");
        if (!sandbox.Path.StartsWith("/sandbox/", StringComparison.Ordinal) || random.Next(8) == 0)
        {
            return; // the hold expired, or the buyer leaves the payment page open
        }

        var outcome = random.Next(5) == 0 ? "declined" : "paid";
        var session = sandbox.Path.Split('/')[^1];
        using var response = await browser.SendAsync(sandbox.BuildSubmitRequest(CheckoutActions.PayForm, button: outcome));
        if (outcome == "paid" && response.StatusCode == HttpStatusCode.SeeOther)
        {
            paid.Add(session);
            await browser.OpenAsync(response.Headers.Location!.OriginalString);
        }
    }

    // Simulates the passing of time. If one process owns the database, its start reclaims them at once.
    private static Task<int> ExpireLeasesOfKilledAsync(TicketingDbContext db, int alive) =>
        db.WriteAsync(
            () =>
                db.Set<Notification>()
                    .Where(n => n.Status == NotificationStatus.Sending && !n.LeaseOwner!.StartsWith($"{alive}-"))
                    .ExecuteUpdateAsync(set => set.SetProperty(n => n.LeaseUntil, DateTimeOffset.UtcNow), Ct),
            ct: Ct
        );

    private static async Task SettledAsync(TicketingDbContext db)
    {
        var open = (Payments: 0, Holds: 0, Mails: 0);
        for (var waited = 0; waited < 240; waited++)
        {
            open = (
                await db.Set<Payment>().CountAsync(p => p.Status == PaymentStatus.Opening || p.Status == PaymentStatus.Open, Ct),
                await db.Set<Hold>().CountAsync(h => h.Status == HoldStatus.Live || h.Status == HoldStatus.InPayment, Ct),
                await db.Set<Notification>()
                    .CountAsync(n => n.Status == NotificationStatus.Pending || n.Status == NotificationStatus.Sending, Ct)
            );
            if (open == default)
            {
                return;
            }

            await Task.Delay(500, Ct);
        }

        Assert.Fail($"Still open after two minutes: {open}");
    }

    private static Task<List<string>> PaidSessionsAsync(TicketingApp app) =>
        app.UseAsync<TicketingDbContext, List<string>>(db =>
            db.Set<Payment>().Where(p => p.Status == PaymentStatus.Paid).Select(p => p.SessionId!).ToListAsync(Ct)
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
