using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ticketing.Audit;
using Ticketing.Cancellations;
using Ticketing.Data;
using Ticketing.Events;
using Ticketing.Holds;
using Ticketing.Notifications;
using Ticketing.Payments;
using Ticketing.Payments.Refunds;
using Ticketing.Payments.Sandbox;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Cancellations;

public sealed class CancellingEvents(CancellingEvents.Moods venues) : IClassFixture<CancellingEvents.Moods>
{
    private MoodyVenue app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Two_hundred_orders_are_refunded_and_told_once_though_the_work_is_killed_in_the_middle(DatabaseProvider database)
    {
        await using var alone = new MoodyVenue(database);
        app = alone;
        var show = await app.PublishAsync(new TypeDraft("Standing", 1400, 500), new TypeDraft("Open stage", 0, 100));
        await SellAsync(show, "Standing", 140, "paid");
        await SellAsync(show, "Open stage", 40, "free");
        var paying = await PayingAsync(show, 10);
        foreach (var page in paying.Take(5))
        {
            await app.ChooseAsync(page, SandboxStatus.Paid);
        }

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => app.HeldAsync(show, "Standing", 2)));
        Assert.Equal(CancelOutcome.Started, await app.CancelAsync(show));
        Assert.Equal((180, 180), await OrdersAndWaitingAsync(show));

        await KillInTheMiddleAsync(show);
        var (_, waiting) = await OrdersAndWaitingAsync(show);
        Assert.InRange(waiting, 1, 179);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(app.RunAsync<CancellationPass>, Ct)));
        await app.WorkOffAsync();
        var progress = await app.ProgressAsync(show);
        Assert.Equal((180, 0, true), (progress.Refunded, progress.Failed, progress.IsFinished));
        await AssertToldOnceAsync(180, RefundEntry.NoticeKind);
        await AssertToldOnceAsync(5, SettleRefund.NoticeKind);
        await app.AssertAllGaveBackAsync(show);
        Assert.Equal(145 * 1500, await app.UseAsync<TicketingDbContext, long>(db => db.Set<SandboxRefund>().SumAsync(r => r.Amount, Ct)));
    }

    [Theory, OnBothDatabases]
    public async Task Nobody_slips_through_while_many_buy(DatabaseProvider database)
    {
        app = (MoodyVenue)venues.On(database);
        for (var round = 0; round < 3; round++)
        {
            var show = await app.PublishAsync(new TypeDraft("Standing", 1400, 500), new TypeDraft("Open stage", 0, 100));
            var buyers = Enumerable.Range(0, 24).Select(i => Task.Run(() => TryToBuyAsync(show, i % 3 == 0 ? "Open stage" : "Standing"), Ct)).ToList();
            var cancelled = Task.Run(
                async () =>
                {
                    await buyers[0];
                    return await app.CancelAsync(show);
                },
                Ct);
            await Task.WhenAll(buyers);
            Assert.Equal(CancelOutcome.Started, await cancelled);
            await app.WorkOffAsync();
            Assert.True((await app.ProgressAsync(show)).IsFinished);
            await app.AssertAllGaveBackAsync(show);
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_payment_confirmed_at_the_very_moment_goes_back_whichever_was_first(DatabaseProvider database)
    {
        app = (MoodyVenue)venues.On(database);
        for (var round = 0; round < 12; round++)
        {
            var show = await app.PublishAsync();
            var code = await app.HeldAsync(show, "Standing", 2);
            await app.ChooseAsync(Assert.IsType<StartOutcome.PayAt>(await app.StartPaymentAsync(code)), SandboxStatus.Paid);
            app.Clock.Advance(PaymentReconciler.CheckEvery);
            await Task.WhenAll(Task.Run(app.RunAsync<PaymentReconciler>, Ct), Task.Run(() => app.CancelAsync(show), Ct));
            await app.WorkOffAsync();
            await app.AssertAllGaveBackAsync(show);
            Assert.Equal([3000], await app.LedgerAsync((await app.OrderOfAsync(code))!));
        }
    }

    [Theory, OnBothDatabases]
    public async Task Twenty_people_who_cancel_it_at_once_cancel_it_once(DatabaseProvider database)
    {
        app = (MoodyVenue)venues.On(database);
        var show = await app.PublishAsync();
        await app.BuyAsync(show, "Standing", 1);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => app.CancelAsync(show), Ct)));
        Assert.Single(outcomes, CancelOutcome.Started);
        Assert.Equal(1, await app.UseAsync<TicketingDbContext, int>(db => db.Set<CancellationEntry>().CountAsync(
            e => db.Set<CancellationRun>().Any(r => r.Id == e.RunId && r.EventId == show.Id), Ct)));
        var audited = await app.UseAsync<TicketingDbContext, AuditEntry>(db => db.Set<AuditEntry>().SingleAsync(e => e.SubjectId == show.Id.ToString(), Ct));
        Assert.Equal("event.cancelled", audited.Action);
        Assert.Contains("£15.00", audited.After, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task What_the_bank_refuses_is_shown_with_its_reason_and_tried_again(DatabaseProvider database)
    {
        app = (MoodyVenue)venues.On(database);
        var show = await app.PublishAsync();
        await app.BuyAsync(show, "Standing", 1);
        var refused = await app.BuyAsync(show, "Standing", 1, "ada+refund-fails-once@example.com");
        await app.CancelAsync(show);
        await app.WorkOffAsync();
        var progress = await app.ProgressAsync(show);
        Assert.Equal((1, 1, false, false), (progress.Refunded, progress.Failed, progress.IsFinished, progress.IsWorking));
        var failure = Assert.Single(progress.Failures);
        Assert.Equal(refused.Reference, failure.Reference);
        Assert.Contains("account is closed", failure.Reason, StringComparison.Ordinal);

        Assert.Equal(1, await app.UseAsync<RetryEntry, int>(retry => retry.RetryAsync(show.Id, orderId: null, Ct)));
        await app.WorkOffAsync();
        Assert.True((await app.ProgressAsync(show)).IsFinished);
        await app.AssertAllGaveBackAsync(show);
    }

    [Theory, OnBothDatabases]
    public async Task What_was_refunded_before_is_not_refunded_again(DatabaseProvider database)
    {
        app = (MoodyVenue)venues.On(database);
        var show = await app.PublishAsync();
        var (part, whole) = (await app.BuyAsync(show, "Standing", 3), await app.BuyAsync(show, "Standing", 1));
        await app.RefundedAsync(part, 1);
        await app.RefundedAsync(whole);
        await app.CancelAsync(show);
        await app.WorkOffAsync();
        Assert.Equal(1, (await app.ProgressAsync(show)).Orders);
        Assert.Equal([1500, 3000], (await app.LedgerAsync(part)).Order());
        Assert.DoesNotContain(RefundEntry.NoticeKind, await app.ToldAsync(whole));
        await app.AssertAllGaveBackAsync(show);
    }

    [Theory, OnBothDatabases]
    public async Task While_the_provider_is_away_buyers_are_told_and_the_money_follows(DatabaseProvider database)
    {
        app = (MoodyVenue)venues.On(database);
        var show = await app.PublishAsync();
        var order = await app.BuyAsync(show, "Standing", 1);
        await app.CancelAsync(show);
        app.Before = _ => throw new PaymentProviderException("Away.");
        await app.WorkOffAsync();
        Assert.Equal(1, (await app.ProgressAsync(show)).Told);
        Assert.Contains(RefundEntry.NoticeKind, await app.ToldAsync(order));
        app.Before = _ => { };
        app.Clock.Advance(TimeSpan.FromHours(1));
        await app.WorkOffAsync();
        Assert.True((await app.ProgressAsync(show)).IsFinished);
        await app.AssertAllGaveBackAsync(show);
    }

    [Theory, OnBothDatabases]
    public async Task The_mails_say_what_is_off_how_much_comes_back_and_how(DatabaseProvider database)
    {
        await using var alone = new MoodyVenue(database);
        app = alone;
        var show = await app.PublishAsync(new TypeDraft("Standing", 1400, 10), new TypeDraft("Open stage", 0, 10));
        var (paid, free, cash) = (await app.BuyAsync(show, "Standing", 2), await app.BuyAsync(show, "Open stage", 1), await app.BuyAsync(show, "Standing", 1));
        await app.PaidInCashAsync(cash);
        await app.CancelAsync(show, "Nadia has lost her voice.\nShe is very sorry.");
        await app.RunAsync<CancellationPass>();
        foreach (var (order, says) in new[] { (paid, "You get £30.00 back"), (free, "nothing to pay back"), (cash, "ask for it at the venue") })
        {
            var mail = await app.RefundMailAsync(order);
            Assert.StartsWith("Cancelled: Nadia Karim Quartet", mail.Subject, StringComparison.Ordinal);
            foreach (var form in new[] { mail.Text, mail.Html })
            {
                Assert.Contains(says, form, StringComparison.Ordinal);
                Assert.Contains("It will not take place.", form, StringComparison.Ordinal);
                Assert.Contains("Nadia has lost her voice.", form, StringComparison.Ordinal);
            }
        }
    }

    private async Task SellAsync(Event show, string category, int orders, string who)
    {
        for (var i = 0; i < orders; i++)
        {
            await app.BuyAsync(show, category, 1, string.Create(CultureInfo.InvariantCulture, $"{who}{i}@example.com"));
        }
    }

    private async Task<List<StartOutcome.PayAt>> PayingAsync(Event show, int buyers)
    {
        var pages = new List<StartOutcome.PayAt>();
        for (var i = 0; i < buyers; i++)
        {
            pages.Add(Assert.IsType<StartOutcome.PayAt>(await app.StartPaymentAsync(await app.HeldAsync(show, "Standing", 1))));
        }

        return pages;
    }

    private async Task KillInTheMiddleAsync(Event show)
    {
        using var kill = new CancellationTokenSource();
        var work = Task.Run(() => app.UseAsync<CancellationPass>(pass => pass.RunOnceAsync(kill.Token)), Ct);
        while ((await OrdersAndWaitingAsync(show)).Waiting > 150)
        {
            await Task.Delay(2, Ct);
        }

        await kill.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
    }

    private async Task<(int Orders, int Waiting)> OrdersAndWaitingAsync(Event show)
    {
        var progress = await app.ProgressAsync(show);
        return (progress.Orders, progress.Pending);
    }

    private async Task TryToBuyAsync(Event show, string category)
    {
        if (await app.HoldAsync(show, new Dictionary<Guid, int> { [show.TypeId(category)] = 1 }) is HoldOutcome.Placed { Code: var code }
            && await app.StartPaymentAsync(code) is StartOutcome.PayAt page)
        {
            await app.ChooseAsync(page, SandboxStatus.Paid);
            var order = (await app.OrderOfAsync(code))!;
            await app.UseAsync<BuyerReturn, ReturnedBuyer?>(buyer => buyer.LookAgainAsync(order.Id, Ct));
        }
    }

    private Task AssertToldOnceAsync(int orders, string kind) => app.UseAsync<TicketingDbContext>(async db =>
    {
        var told = await db.Set<Notification>().Where(n => n.Kind == kind).Select(n => n.OrderId).ToListAsync(Ct);
        Assert.Equal((orders, orders), (told.Count, told.Distinct().Count()));
    });

    public sealed class Moods : Venues
    {
        protected override TicketingApp Open(DatabaseProvider database) => new MoodyVenue(database);
    }
}
