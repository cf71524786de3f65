using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Holds;
using Ticketing.Payments;
using Ticketing.Payments.Sandbox;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Payments;

public sealed class PayingWhileTheDatabaseGoesAway(ITestOutputHelper output)
{
    [OnPostgres]
    public async Task Whatever_it_was_that_did_not_arrive_the_buyer_tries_again_and_pays_once()
    {
        await using var app = new FarApp();
        var show = await app.PublishAsync(new TypeDraft("Standing", 1400, 1000));
        var (bought, refused) = (0, 0);
        var wasCut = true;
        for (var last = 1; wasCut; last++)
        {
            using var browser = app.NewBrowser();
            var checkout = await browser.ChooseAsync(show, ("Standing", 1));
            wasCut = false;
            app.Line.CutAfter(last);
            var sandbox = await StubbornlyAsync(() => checkout.FillInAsync());
            var order = await StubbornlyAsync(() => sandbox.PayAsync("paid"));

            Assert.Single(order.Expect(HttpStatusCode.OK).Document.QuerySelectorAll(".pass"));
            bought++;
        }

        app.Line.CutAfter(0);
        output.WriteLine($"{bought} bought, {refused} answered with 503");
        Assert.InRange(refused, 10, bought);
        Assert.Equal(bought, await app.UseAsync<TicketingDbContext, int>(db => db.Set<Payment>().CountAsync(TestContext.Current.CancellationToken)));
        await app.AssertInvariantsAsync();

        async Task<Page> StubbornlyAsync(Func<Task<Page>> ask)
        {
            var page = await ask();
            wasCut |= app.Line.IsCut;
            if (page.Status == HttpStatusCode.ServiceUnavailable)
            {
                Assert.Contains("before you pay again", page.Text, StringComparison.Ordinal);
                refused++;
                app.Line.Mend();
                page = await ask();
            }

            return page;
        }
    }

    [OnPostgres]
    public async Task A_pass_that_meets_the_outage_ends_there_and_blames_no_hold_or_payment()
    {
        await using var app = new FarApp();
        var show = await app.PublishAsync();
        for (var i = 0; i < 3; i++)
        {
            await app.HeldAsync(show, "Standing", 1);
            var started = Assert.IsType<StartOutcome.PayAt>(await app.StartPaymentAsync(await app.HeldAsync(show, "Seated", 1)));
            await app.ChooseAsync(started, SandboxStatus.Paid);
        }

        app.Clock.Advance(TimeSpan.FromMinutes(11));
        await FailsAsync<HoldExpiry>(app, "UPDATE holds");
        await FailsAsync<PaymentReconciler>(app, "FROM sandbox_sessions");
        Assert.Equal(0, app.Log.Count("has run out but could not"));
        Assert.Equal(0, app.Log.Count("could not be settled"));

        await app.RunAsync<HoldExpiry>();
        app.Clock.Advance(PaymentReconciler.CheckEvery);
        await app.RunAsync<PaymentReconciler>();
        var after = await app.UseAsync<Ticketing.Events.Catalogue, Ticketing.Events.Event>(c => c.GetAsync(show.Id, TestContext.Current.CancellationToken));
        Assert.Equal((0, 3), (after.Held, after.Sold));
        await app.AssertInvariantsAsync();
    }

    private static async Task FailsAsync<TPass>(FarApp app, string at)
        where TPass : Ticketing.Hosting.IRecurringPass
    {
        app.Line.CutAt(at);
        Assert.True(DatabaseErrors.IsOutage(await Assert.ThrowsAnyAsync<Exception>(app.RunAsync<TPass>)));
        app.Line.Mend();
    }
}
