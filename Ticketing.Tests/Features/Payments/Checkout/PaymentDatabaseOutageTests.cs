using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Holds;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Payments.Checkout;

public sealed class PaymentDatabaseOutageTests(ITestOutputHelper output)
{
    [OnPostgres]
    public async Task A_buyer_who_retries_after_any_lost_statement_pays_once()
    {
        await using var app = new ProxiedPostgresApp();
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 1000));
        var (bought, refused) = (0, 0);
        var wasCut = true;
        // In the short run after every seventh statement.
        for (var last = 1; wasCut; last += TestScale.Count(shortRun: 7, full: 1))
        {
            using var browser = app.NewBrowser();
            var checkout = await browser.ChooseTicketsAsync(show, ("Standing", 1));
            wasCut = false;
            app.Proxy.CutAfter(last);
            var sandbox = await StubbornlyAsync(() => checkout.SubmitBuyerAsync());
            var order = await StubbornlyAsync(() => sandbox.PayAsync("paid"));

            Assert.Single(order.ExpectStatus(HttpStatusCode.OK).Document.QuerySelectorAll(".pass"));
            bought++;
        }

        app.Proxy.CutAfter(0);
        output.WriteLine($"{bought} bought, {refused} answered with 503");
        Assert.InRange(refused, TestScale.Count(shortRun: 2, full: 10), bought);
        Assert.Equal(
            bought,
            await app.UseAsync<TicketingDbContext, int>(db => db.Set<Payment>().CountAsync(TestContext.Current.CancellationToken))
        );
        await app.AssertInvariantsAsync();

        async Task<BrowserPage> StubbornlyAsync(Func<Task<BrowserPage>> ask)
        {
            var page = await ask();
            wasCut |= app.Proxy.IsCut;
            if (page.Status == HttpStatusCode.ServiceUnavailable)
            {
                Assert.Contains("before paying again", page.Text, StringComparison.Ordinal);
                refused++;
                app.Proxy.Restore();
                page = await ask();
            }

            return page;
        }
    }

    [OnPostgres]
    public async Task A_pass_stops_at_an_outage_and_fails_no_hold_or_payment()
    {
        await using var app = new ProxiedPostgresApp();
        var show = await app.PublishEventAsync();
        for (var i = 0; i < 3; i++)
        {
            await app.PlaceHoldAsync(show, "Standing", 1);
            var started = Assert.IsType<StartOutcome.Redirect>(await app.StartPaymentAsync(await app.PlaceHoldAsync(show, "Seated", 1)));
            await app.SetSandboxOutcomeAsync(started, SandboxStatus.Paid);
        }

        app.Clock.Advance(TimeSpan.FromMinutes(11));
        await AssertFailsAsync<HoldExpiryJob>(app, "UPDATE holds");
        await AssertFailsAsync<PaymentSettlementJob>(app, "FROM sandbox_sessions");
        Assert.Equal(0, app.Log.Count("has run out but could not"));
        Assert.Equal(0, app.Log.Count("could not be settled"));

        await app.RunJobAsync<HoldExpiryJob>();
        app.Clock.Advance(PaymentSettlementJob.CheckInterval);
        await app.RunJobAsync<PaymentSettlementJob>();
        var after = await app.UseAsync<Ticketing.Features.Events.Catalog.EventCatalogue, Ticketing.Features.Events.Event>(c =>
            c.GetAsync(show.Id, TestContext.Current.CancellationToken)
        );
        Assert.Equal((0, 3), (after.Held, after.Sold));
        await app.AssertInvariantsAsync();
    }

    private static async Task AssertFailsAsync<TJob>(ProxiedPostgresApp app, string at)
        where TJob : Ticketing.Infrastructure.Hosting.BackgroundJobs.IBackgroundJob
    {
        app.Proxy.CutAt(at);
        Assert.True(DatabaseErrors.IsOutage(await Assert.ThrowsAnyAsync<Exception>(app.RunJobAsync<TJob>)));
        app.Proxy.Restore();
    }
}
