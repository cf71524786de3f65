using Ticketing.Features.Events;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Features.Rescheduling;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Rescheduling;

/// <summary>Buyers who chose their tickets before a change and pay after it.</summary>
public sealed class BuyersInPaymentTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task They_are_told_like_those_who_had_tickets(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishShowAsync();
        await app.BuyAsync(show, "Standing", 1);
        var (code, page) = await BeginAsync(show);
        Assert.IsType<EditOutcome.Saved>(await app.MoveByDaysAsync(show, 7, app.OfferRefunds(days: 5)));
        var order = await PayAsync(code, page);
        var notice = (await app.GetNoticesAsync(show)).Single(mail => mail.OrderId == order.Id);
        var mail = await app.ReadNoticeAsync(order);
        Assert.Equal("New date for Nadia Karim Quartet: Wed 12 Mar", mail.Subject);
        Assert.Contains("Wednesday 5 March 2031", mail.Text, StringComparison.Ordinal);
        Assert.Contains("full refund until", mail.Text, StringComparison.Ordinal);
        await app.RunJobAsync<NotificationDispatcher>();
        Assert.Equal(NotificationStatus.Sent, (await app.GetNoticesAsync(show)).Single(sent => sent.Id == notice.Id).Status);
        Assert.Equal((2, 2), await CountToldAsync(show));
    }

    [Theory, OnBothDatabases]
    public async Task They_are_told_if_nobody_had_tickets_yet(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishShowAsync();
        var (code, page) = await BeginAsync(show);
        Assert.IsType<EditOutcome.Saved>(await app.MoveByDaysAsync(show, 7, notice: null));
        Assert.Empty(await app.UseAsync<ScheduleChangeQueries, IReadOnlyList<ListedScheduleChange>>(q => q.GetForEventAsync(show.Id, Ct)));
        var order = await PayAsync(code, page);
        Assert.Equal("New date for Nadia Karim Quartet: Wed 12 Mar", (await app.ReadNoticeAsync(order)).Subject);
        Assert.Equal((1, 0), await CountToldAsync(show));
    }

    [Theory, OnBothDatabases]
    public async Task They_are_offered_refunds_if_nobody_had_tickets_yet(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishShowAsync();
        Assert.IsType<BuyersAffected>(await app.MoveByDaysAsync(show, 7, app.OfferRefunds(days: 5)));
        var (code, page) = await BeginAsync(show);
        Assert.IsType<BuyersAffected>(await app.MoveByDaysAsync(show, 7, app.OfferRefunds(days: -5)));
        Assert.IsType<EditOutcome.Saved>(await app.MoveByDaysAsync(show, 7, app.OfferRefunds(days: 5)));
        var order = await PayAsync(code, page);
        Assert.Contains("full refund until", (await app.ReadNoticeAsync(order)).Text, StringComparison.Ordinal);
        Assert.NotNull(await app.FindDeadlineAsync(order));
    }

    [Theory, OnBothDatabases]
    public async Task They_are_told_of_a_postponement_and_then_of_its_date(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishShowAsync();
        var (code, page) = await BeginAsync(show);
        Assert.IsType<EditOutcome.Saved>(await app.PostponeAsync(show, new BuyerNoticeForm()));
        var order = await PayAsync(code, page);
        Assert.StartsWith("Postponed:", (await app.ReadNoticeAsync(order)).Subject, StringComparison.Ordinal);
        await app.RunJobAsync<NotificationDispatcher>();
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.IsType<EditOutcome.Saved>(await app.SetDateAsync(show, 7, ReschedulingSteps.Tell));
        Assert.Equal("New date for Nadia Karim Quartet: Wed 12 Mar", (await app.ReadNoticeAsync(order)).Subject);
    }

    [Theory, OnEitherDatabase]
    public async Task Who_chooses_after_the_change_is_told_nothing_more(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishShowAsync();
        await app.BuyAsync(show, "Standing", 1);
        Assert.IsType<EditOutcome.Saved>(await app.MoveByDaysAsync(show, 7, ReschedulingSteps.Tell));
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.BuyAsync(show, "Standing", 1, "late@example.com");
        Assert.Single(await app.GetNoticesAsync(show));
    }

    [Theory, OnBothDatabases]
    public async Task A_payment_in_the_same_moment_as_the_change_is_told_once(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishShowAsync();
        var baskets = new List<(string Code, StartOutcome.Redirect Page)>();
        for (var i = 0; i < 6; i++)
        {
            baskets.Add(await BeginAsync(show));
        }

        foreach (var (_, page) in baskets)
        {
            await app.SetSandboxOutcomeAsync(page, SandboxStatus.Paid);
        }

        app.Clock.Advance(PaymentSettlementJob.CheckInterval);
        var settling = Task.Run(() => app.RunJobAsync<PaymentSettlementJob>(), Ct);
        Assert.IsType<EditOutcome.Saved>(await app.MoveByDaysAsync(show, 7, ReschedulingSteps.Tell));
        await settling;
        var notices = await app.GetNoticesAsync(show);
        Assert.Equal(baskets.Count, notices.Count);
        Assert.Equal(baskets.Count, notices.DistinctBy(mail => mail.OrderId).Count());
        await app.AssertInvariantsAsync();
    }

    private async Task<(string Code, StartOutcome.Redirect Page)> BeginAsync(Event show)
    {
        var code = await app.PlaceHoldAsync(show, "Standing", 1);
        var page = Assert.IsType<StartOutcome.Redirect>(await app.StartPaymentAsync(code, "late@example.com"));
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        return (code, page);
    }

    private async Task<Order> PayAsync(string code, StartOutcome.Redirect page)
    {
        await app.SetSandboxOutcomeAsync(page, SandboxStatus.Paid);
        app.Clock.Advance(PaymentSettlementJob.CheckInterval);
        await app.RunJobAsync<PaymentSettlementJob>();
        var order = (await app.FindOrderByHoldAsync(code))!;
        Assert.Equal(OrderStatus.Paid, order.Status);
        return order;
    }

    private async Task<(int Told, int Emailed)> CountToldAsync(Event show)
    {
        var listed = Assert.Single(
            await app.UseAsync<ScheduleChangeQueries, IReadOnlyList<ListedScheduleChange>>(q => q.GetForEventAsync(show.Id, Ct))
        );
        return (listed.Change.Told, listed.Notices.Sent);
    }
}
