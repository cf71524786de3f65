using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders.Placing;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Reconciliation;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Payments.Webhooks;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.FakeStripe;
using Xunit;

namespace Ticketing.Tests.Features.Payments.Reconciliation;

/// <summary>
/// Kills the real process while it sells, and cuts SQLite's log at random points: a stand-in for a power cut on a disk that lost what it
/// had promised to keep. The provider knows of more payments than the database.
/// </summary>
public sealed class PowerCutTests(ITestOutputHelper output)
{
    private const int Buyers = 4;
    private const int Seed = 20261129;

    private readonly Random random = new(Seed);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_the_log_lost_each_payment_has_its_tickets_or_is_listed()
    {
        var (kills, cuts, sales) = (TestScale.Count(1, full: 5), TestScale.Count(5, full: 10), TestScale.Count(12, full: 40));
        for (var kill = 0; kill < kills; kill++)
        {
            await using var stripe = await FakeStripeServer.StartAsync();
            var storage = await SellUntilKilledAsync(stripe, sales);
            for (var cut = 0; cut < cuts; cut++)
            {
                // The first loses nothing.
                await RestartAsync(stripe, storage, cut == 0 ? storage.LogLength : random.Next(storage.MinLogLength, storage.LogLength));
            }
        }
    }

    private async Task<KilledStorage> SellUntilKilledAsync(FakeStripeServer stripe, int sales)
    {
        await using var venue = new TicketingApp();
        var show = await venue.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 1_000));
        // Empties the log.
        SqliteConnection.ClearAllPools();
        using var program = new KillableProgram(venue, stripe.ProgramSettings);
        await program.StartAsync(Ct);
        stripe.Webhooks.SendTo(new Uri(program.Address, "/webhooks/stripe"));
        stripe.Webhooks.Plan = new DeliveryPlan { Seed = Seed, LossRate = 0.5 };
        using var killed = new CancellationTokenSource();
        var buyers = Enumerable
            .Range(0, Buyers)
            .Select(b => BuyUntilKilledAsync(program.Address, show, stripe, new Random(Seed + b), killed.Token))
            .ToList();
        for (var waited = 0; CountPaid(stripe) < sales; waited++)
        {
            Assert.True(waited < 3_000, "Nobody buys.");
            await Task.Delay(20, Ct);
        }

        await Task.Delay(random.Next(0, 300), Ct);
        await program.KillAsync();
        await killed.CancelAsync();
        await Task.WhenAll(buyers);
        return KilledStorage.Read(venue.StorageFolder);
    }

    private static async Task BuyUntilKilledAsync(Uri address, Event show, FakeStripeServer stripe, Random random, CancellationToken killed)
    {
        while (!killed.IsCancellationRequested)
        {
            try
            {
                using var browser = new Browser(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }, address);
                await BuyAsync(browser, show, stripe, random);
            }
            catch (Exception error) when (error is HttpRequestException or IOException or SocketException or TaskCanceledException)
            {
                // The program was killed.
                await Task.Delay(20, CancellationToken.None);
            }
        }
    }

    private static async Task BuyAsync(Browser browser, Event show, FakeStripeServer stripe, Random random)
    {
        var wish = new KeyValuePair<string, string>($"Quantities[{show.GetTicketTypeId("Standing")}]", $"{random.Next(1, 4)}");
        var checkout = (await browser.PostAsync($"/events/{show.Slug}", [wish])).ExpectStatus(HttpStatusCode.OK);
        var buyer = new Dictionary<string, string>
        {
            ["Buyer.Name"] = "Ada Lovelace",
            ["Buyer.Email"] = $"buyer{random.Next(1_000_000)}@example.com",
        };
        using var sent = await browser.SendAsync(checkout.BuildSubmitRequest(CheckoutActions.CheckoutForm, buyer));
        if (random.Next(6) == 0 || stripe.Sessions.SingleOrDefault(s => s.Url == $"{sent.Headers.Location}") is not { } session)
        {
            return; // the buyer leaves
        }

        await stripe.PayAsync(session.Id);
        if (random.Next(2) == 0)
        {
            await browser.OpenAsync(new Uri(session.SuccessUrl).PathAndQuery);
        }
    }

    private async Task RestartAsync(FakeStripeServer stripe, KilledStorage storage, int logLength)
    {
        await using var venue = new TicketingApp { StartsWithoutDatabase = true };
        venue.UseStripe(stripe);
        venue.Clock.AdjustTime(TimeProvider.System.GetUtcNow());
        storage.Write(venue.StorageFolder, logLength);
        using var visitor = venue.NewBrowser();
        (await visitor.OpenAsync("/health/ready")).ExpectStatus(HttpStatusCode.OK);
        await AssertIntactAsync(venue);
        var before = await ReadPaymentsAsync(venue);
        foreach (var wait in new[] { PaymentSettlementJob.CheckInterval, TimeSpan.FromHours(1) })
        {
            venue.Clock.Advance(wait);
            await venue.RunJobAsync<WebhookJob>();
            await venue.RunJobAsync<PaymentSettlementJob>();
            await venue.RunJobAsync<HoldExpiryJob>();
            await venue.RunJobAsync<OrderExpiryJob>();
            await venue.RunJobAsync<RefundJob>();
        }

        await venue.AssertInvariantsAsync();
        var lost = await AssertRestoredOrListedAsync(venue, stripe, before);
        Assert.True(lost == 0 || logLength < storage.LogLength, "The kill alone has lost a payment.");
        output.WriteLine(
            $"Seed {Seed}, log cut at {logLength} of {storage.LogLength} bytes, of which {storage.MinLogLength} could not be lost: "
                + $"{CountPaid(stripe)} payments, {before.Count(p => p.Status == PaymentStatus.Paid)} were known to be paid, "
                + $"{CountPaid(stripe) - lost} are now, {lost} are listed"
        );
    }

    private static async Task AssertIntactAsync(TicketingApp venue)
    {
        await venue.UseAsync<TicketingDbContext>(async db =>
        {
            Assert.Equal(["ok"], await db.Database.SqlQuery<string>($"SELECT integrity_check FROM pragma_integrity_check").ToListAsync(Ct));
            Assert.Empty(await db.Database.SqlQuery<string>($"SELECT \"table\" FROM pragma_foreign_key_check").ToListAsync(Ct));
        });
    }

    /// <returns>Number of payments that the cut has removed, which are listed.</returns>
    private static async Task<int> AssertRestoredOrListedAsync(TicketingApp venue, FakeStripeServer stripe, List<Payment> before)
    {
        var paid = (await ReadPaymentsAsync(venue)).Where(p => p.Status == PaymentStatus.Paid).Select(p => p.Reference!).ToList();
        var atProvider = stripe.Intents.Where(i => i.Status == FakeIntentStatus.Succeeded).ToList();
        var known = before.Select(p => p.Id.ToString()).ToHashSet();
        var lost = atProvider.Where(i => !known.Contains(i.Metadata["payment"])).Select(i => i.Id).Order().ToList();
        Assert.Equal(atProvider.Select(i => i.Id).Except(lost).Order(), paid.Order());
        Assert.Empty(stripe.Refunds);

        var now = venue.Clock.GetUtcNow();
        var outcome = await venue.UseAsync<PaymentReconciliation, ReconciliationOutcome>(reconciliation =>
            reconciliation.ReconcileAsync(new ReconciliationPeriod(now.AddDays(-1), now), Ct)
        );
        var listed = Assert.IsType<ReconciliationOutcome.Completed>(outcome).Differences;
        Assert.Equal(lost, listed.Select(difference => difference.About).Order());
        Assert.All(listed, difference => Assert.Equal(PaymentDifferenceKind.PaymentNotFoundLocally, difference.Kind));
        return lost.Count;
    }

    private static Task<List<Payment>> ReadPaymentsAsync(TicketingApp venue) =>
        venue.UseAsync<TicketingDbContext, List<Payment>>(db => db.Set<Payment>().AsNoTracking().ToListAsync(Ct));

    private static int CountPaid(FakeStripeServer stripe) => stripe.Intents.Count(i => i.Status == FakeIntentStatus.Succeeded);
}
