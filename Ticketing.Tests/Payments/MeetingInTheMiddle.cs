using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Events;
using Ticketing.Holds;
using Ticketing.Notifications;
using Ticketing.Orders;
using Ticketing.Payments;
using Ticketing.Payments.Sandbox;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Payments;

public sealed class MeetingInTheMiddle(Venues venues) : IClassFixture<Venues>
{
    private const int Rounds = 25;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task The_mail_of_a_paid_order_goes_where_the_order_says_though_the_buyer_corrects_it_while_it_is_confirmed(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var code = await app.HeldAsync(show, "Standing", 1);
            var page = Assert.IsType<StartOutcome.PayAt>(await app.StartPaymentAsync(code, "before@example.com"));
            await app.ChooseAsync(page, SandboxStatus.Paid);
            await Task.WhenAll(
                Task.Run(() => SettleAsync(app, code), Ct), Task.Run(() => app.StartPaymentAsync(code, "after@example.com"), Ct), Task.Run(() => SettleAsync(app, code), Ct));
            var order = (await app.OrderOfAsync(code))!;
            Assert.Equal(OrderStatus.Paid, order.Status);
            var told = await app.UseAsync<Outbox, IReadOnlyList<Notification>>(outbox => outbox.OfOrderAsync(order.Id, Ct));
            Assert.Equal(order.BuyerEmail, Assert.Single(told).Recipient);
        }

        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Giving_back_paying_and_running_out_at_once_leaves_one_end(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var code = await app.HeldAsync(show, "Standing", 1);
            var page = Assert.IsType<StartOutcome.PayAt>(await app.StartPaymentAsync(code));
            await app.ChooseAsync(page, round % 3 == 0 ? SandboxStatus.Declined : SandboxStatus.Paid);
            app.Clock.Advance(TimeSpan.FromMinutes(31));
            var hold = await app.UseAsync<TicketHolds, Hold?>(holds => holds.FindAsync(code, Ct));
            await Task.WhenAll(
                Task.Run(() => app.UseAsync<BuyerReturn, bool>(buyer => buyer.GiveBackAsync(hold!, Ct)), Ct),
                Task.Run(() => app.StartPaymentAsync(code), Ct),
                Task.Run(app.RunAsync<PaymentReconciler>, Ct),
                Task.Run(app.RunAsync<HoldExpiry>, Ct),
                Task.Run(app.RunAsync<OrderUpkeep>, Ct));
            await app.UseAsync<TicketingDbContext>(db => Invariants.AssertAsync(db, show.Id));
        }
    }

    [Theory, OnBothDatabases]
    public async Task Nothing_is_held_once_a_show_is_called_off(DatabaseProvider database)
    {
        var app = venues.On(database);
        for (var round = 0; round < Rounds / 5; round++)
        {
            var show = await app.PublishAsync();
            var buyers = Enumerable.Range(0, 16).Select(_ => Task.Run(() => app.HoldAsync(show, new Dictionary<Guid, int> { [show.TypeId("Standing")] = 1 }), Ct));
            var calledOff = Task.Run(() => CallOffAsync(app, show), Ct);
            await Task.WhenAll(buyers);
            Assert.Equal(await calledOff, (await app.UseAsync<Catalogue, Event>(catalogue => catalogue.GetAsync(show.Id, Ct))).Held);
        }
    }

    /// <returns>Tickets held at that moment.</returns>
    private static Task<int> CallOffAsync(TicketingApp app, Event show) => app.UseAsync<TicketingDbContext, int>(db => db.WriteAsync(
        async () =>
        {
            var row = db.Set<Event>().Where(e => e.Id == show.Id);
            await row.ExecuteUpdateAsync(set => set.SetProperty(e => e.Status, EventStatus.Cancelled), Ct);
            await Task.Delay(20, Ct);
            return await row.Select(e => e.Held).SingleAsync(Ct);
        },
        ct: Ct));

    private static Task SettleAsync(TicketingApp app, string code) => app.UseAsync<TicketingDbContext>(async db =>
    {
        var order = (await app.OrderOfAsync(code))!;
        var payment = await db.Set<Payment>().AsNoTracking().SingleAsync(p => p.OrderId == order.Id, Ct);
        await app.UseAsync<SettlePayment, PaymentStatus>(settle => settle.SettleAsync(payment, Ct));
    });
}
