using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Cancellations;
using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Cancellations;

public sealed class CancelEventTests(CancelEventTests.Fixture venues) : IClassFixture<CancelEventTests.Fixture>
{
    private RefundHookVenue app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task Every_order_is_refunded_and_told_once_though_the_work_is_killed_in_the_middle(DatabaseProvider database)
    {
        await using var alone = new RefundHookVenue(database);
        app = alone;
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 500), new TicketTypeDraft("Open stage", 0, 100));
        var (paid, free) = (TestScale.Count(shortRun: 40, full: 140), TestScale.Count(shortRun: 10, full: 40));
        var sold = paid + free;
        await SellAsync(show, "Standing", paid, "paid");
        await SellAsync(show, "Open stage", free, "free");
        var paying = await PayingAsync(show, 10);
        foreach (var page in paying.Take(5))
        {
            await app.SetSandboxOutcomeAsync(page, SandboxStatus.Paid);
        }

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => app.PlaceHoldAsync(show, "Standing", 2)));
        Assert.Equal(CancelOutcome.Started, await app.CancelAsync(show));
        Assert.Equal((sold, sold), await OrdersAndWaitingAsync(show));

        await KillInTheMiddleAsync(show, sold);
        var (_, waiting) = await OrdersAndWaitingAsync(show);
        Assert.InRange(waiting, 1, sold - 1);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(app.RunJobAsync<CancellationJob>, Ct)));
        await app.RunAllJobsAsync();
        var progress = await app.ProgressAsync(show);
        Assert.Equal((sold, 0, true), (progress.Refunded, progress.Failed, progress.IsFinished));
        await AssertNotifiedOnceAsync(sold, ProcessCancellationEntry.NoticeKind);
        await AssertNotifiedOnceAsync(5, SettleRefund.NoticeKind);
        await app.AssertFullyRefundedAsync(show);
        Assert.Equal(
            (paid + 5) * 1500,
            await app.UseAsync<TicketingDbContext, long>(db => db.Set<SandboxRefund>().SumAsync(r => r.Amount, Ct))
        );
    }

    [Theory, OnEitherDatabase]
    public async Task No_order_is_missed_while_many_buy(DatabaseProvider database)
    {
        app = (RefundHookVenue)venues.On(database);
        for (var round = 0; round < 3; round++)
        {
            var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 500), new TicketTypeDraft("Open stage", 0, 100));
            var buyers = Enumerable
                .Range(0, 24)
                .Select(i => Task.Run(() => TryToBuyAsync(show, i % 3 == 0 ? "Open stage" : "Standing"), Ct))
                .ToList();
            var cancelled = Task.Run(
                async () =>
                {
                    await buyers[0];
                    return await app.CancelAsync(show);
                },
                Ct
            );
            await Task.WhenAll(buyers);
            Assert.Equal(CancelOutcome.Started, await cancelled);
            await app.RunAllJobsAsync();
            Assert.True((await app.ProgressAsync(show)).IsFinished);
            await app.AssertFullyRefundedAsync(show);
        }
    }

    [Theory, OnEitherDatabase]
    public async Task A_payment_confirmed_at_the_very_moment_goes_back_whichever_was_first(DatabaseProvider database)
    {
        app = (RefundHookVenue)venues.On(database);
        for (var round = 0; round < 12; round++)
        {
            var show = await app.PublishEventAsync();
            var code = await app.PlaceHoldAsync(show, "Standing", 2);
            await app.SetSandboxOutcomeAsync(Assert.IsType<StartOutcome.Redirect>(await app.StartPaymentAsync(code)), SandboxStatus.Paid);
            app.Clock.Advance(PaymentSettlementJob.CheckInterval);
            await Task.WhenAll(Task.Run(app.RunJobAsync<PaymentSettlementJob>, Ct), Task.Run(() => app.CancelAsync(show), Ct));
            await app.RunAllJobsAsync();
            await app.AssertFullyRefundedAsync(show);
            Assert.Equal([3000], await app.GetSandboxRefundsAsync((await app.FindOrderByHoldAsync(code))!));
        }
    }

    [Theory, OnEitherDatabase]
    public async Task Twenty_people_who_cancel_it_at_once_cancel_it_once(DatabaseProvider database)
    {
        app = (RefundHookVenue)venues.On(database);
        var show = await app.PublishEventAsync();
        await app.BuyAsync(show, "Standing", 1);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => app.CancelAsync(show), Ct)));
        Assert.Single(outcomes, CancelOutcome.Started);
        Assert.Equal(
            1,
            await app.UseAsync<TicketingDbContext, int>(db =>
                db.Set<CancellationEntry>().CountAsync(e => db.Set<CancellationRun>().Any(r => r.Id == e.RunId && r.EventId == show.Id), Ct)
            )
        );
        var audited = await app.UseAsync<TicketingDbContext, AuditEntry>(db =>
            db.Set<AuditEntry>().SingleAsync(e => e.SubjectId == show.Id.ToString(), Ct)
        );
        Assert.Equal("event.cancelled", audited.Action);
        Assert.Contains("£15.00", audited.After, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task A_refund_the_bank_refuses_is_shown_with_its_reason_and_retried(DatabaseProvider database)
    {
        app = (RefundHookVenue)venues.On(database);
        var show = await app.PublishEventAsync();
        await app.BuyAsync(show, "Standing", 1);
        var refused = await app.BuyAsync(show, "Standing", 1, "ada+refund-fails-once@example.com");
        await app.CancelAsync(show);
        await app.RunAllJobsAsync();
        var progress = await app.ProgressAsync(show);
        Assert.Equal((1, 1, false, false), (progress.Refunded, progress.Failed, progress.IsFinished, progress.IsWorking));
        var failure = Assert.Single(progress.Failures);
        Assert.Equal(refused.Reference, failure.Reference);
        Assert.Contains("account is closed", failure.Reason, StringComparison.Ordinal);

        Assert.Equal(1, await app.UseAsync<RetryCancellationEntry, int>(retry => retry.RetryAsync(show.Id, orderId: null, Ct)));
        await app.RunAllJobsAsync();
        Assert.True((await app.ProgressAsync(show)).IsFinished);
        await app.AssertFullyRefundedAsync(show);
    }

    [Theory, OnEitherDatabase]
    public async Task Earlier_refunds_are_not_repeated(DatabaseProvider database)
    {
        app = (RefundHookVenue)venues.On(database);
        var show = await app.PublishEventAsync();
        var (part, whole) = (await app.BuyAsync(show, "Standing", 3), await app.BuyAsync(show, "Standing", 1));
        await app.StartRefundAsync(part, 1);
        await app.StartRefundAsync(whole);
        await app.CancelAsync(show);
        await app.RunAllJobsAsync();
        Assert.Equal(1, (await app.ProgressAsync(show)).Orders);
        Assert.Equal([1500, 3000], (await app.GetSandboxRefundsAsync(part)).Order());
        Assert.DoesNotContain(ProcessCancellationEntry.NoticeKind, await app.GetNotificationKindsAsync(whole));
        await app.AssertFullyRefundedAsync(show);
    }

    [Theory, OnEitherDatabase]
    public async Task During_a_provider_outage_buyers_are_told_and_refunds_follow(DatabaseProvider database)
    {
        app = (RefundHookVenue)venues.On(database);
        var show = await app.PublishEventAsync();
        var order = await app.BuyAsync(show, "Standing", 1);
        await app.CancelAsync(show);
        app.BeforeRefund = _ => throw new PaymentProviderException("Away.");
        await app.RunAllJobsAsync();
        Assert.Equal(1, (await app.ProgressAsync(show)).AwaitingRefund);
        Assert.Contains(ProcessCancellationEntry.NoticeKind, await app.GetNotificationKindsAsync(order));
        app.BeforeRefund = _ => { };
        app.Clock.Advance(TimeSpan.FromHours(1));
        await app.RunAllJobsAsync();
        Assert.True((await app.ProgressAsync(show)).IsFinished);
        await app.AssertFullyRefundedAsync(show);
    }

    [Theory, OnEitherDatabase]
    public async Task The_mails_say_what_is_off_how_much_comes_back_and_how(DatabaseProvider database)
    {
        await using var alone = new RefundHookVenue(database);
        app = alone;
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 10), new TicketTypeDraft("Open stage", 0, 10));
        var (paid, free, cash) = (
            await app.BuyAsync(show, "Standing", 2),
            await app.BuyAsync(show, "Open stage", 1),
            await app.BuyAsync(show, "Standing", 1)
        );
        await app.MakeCashOrderAsync(cash);
        await app.CancelAsync(show, "Nadia has lost her voice.\nShe is very sorry.");
        await app.RunJobAsync<CancellationJob>();
        foreach (
            var (order, says) in new[]
            {
                (paid, "You’ll be refunded £30.00 automatically"),
                (free, "nothing to refund"),
                (cash, "ask for it at the venue"),
            }
        )
        {
            var mail = await app.ComposeRefundMailAsync(order);
            Assert.StartsWith("Cancelled: Nadia Karim Quartet", mail.Subject, StringComparison.Ordinal);
            foreach (var form in new[] { mail.Text, mail.Html })
            {
                Assert.Contains(says, form, StringComparison.Ordinal);
                Assert.Contains("This show has been cancelled", form, StringComparison.Ordinal);
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

    private async Task<List<StartOutcome.Redirect>> PayingAsync(Event show, int buyers)
    {
        var pages = new List<StartOutcome.Redirect>();
        for (var i = 0; i < buyers; i++)
        {
            pages.Add(Assert.IsType<StartOutcome.Redirect>(await app.StartPaymentAsync(await app.PlaceHoldAsync(show, "Standing", 1))));
        }

        return pages;
    }

    private async Task KillInTheMiddleAsync(Event show, int sold)
    {
        using var kill = new CancellationTokenSource();
        var work = Task.Run(() => app.UseAsync<CancellationJob>(pass => pass.RunOnceAsync(kill.Token)), Ct);
        while ((await OrdersAndWaitingAsync(show)).Waiting > sold * 5 / 6)
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
        if (
            await app.TryPlaceHoldAsync(show, new Dictionary<Guid, int> { [show.GetTicketTypeId(category)] = 1 })
                is HoldOutcome.Placed { Code: var code }
            && await app.StartPaymentAsync(code) is StartOutcome.Redirect page
        )
        {
            await app.SetSandboxOutcomeAsync(page, SandboxStatus.Paid);
            var order = (await app.FindOrderByHoldAsync(code))!;
            await app.UseAsync<PaymentReturn, PaymentReturnResult?>(buyer => buyer.RefreshAsync(order.Id, Ct));
        }
    }

    private Task AssertNotifiedOnceAsync(int orders, string kind) =>
        app.UseAsync<TicketingDbContext>(async db =>
        {
            var told = await db.Set<Notification>().Where(n => n.Kind == kind).Select(n => n.OrderId).ToListAsync(Ct);
            Assert.Equal((orders, orders), (told.Count, told.Distinct().Count()));
        });

    public sealed class Fixture : VenueFixture
    {
        protected override TicketingApp Create(DatabaseProvider database) => new RefundHookVenue(database);
    }
}
