using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Placing;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Payments.Checkout;

public sealed class PaymentRaceTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const int Rounds = 25;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task The_confirmation_goes_to_the_orders_address_when_the_buyer_changes_it_meanwhile(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var code = await app.PlaceHoldAsync(show, "Standing", 1);
            var page = Assert.IsType<StartOutcome.Redirect>(await app.StartPaymentAsync(code, "before@example.com"));
            await app.SetSandboxOutcomeAsync(page, SandboxStatus.Paid);
            await Task.WhenAll(
                Task.Run(() => SettleAsync(app, code), Ct),
                Task.Run(() => app.StartPaymentAsync(code, "after@example.com"), Ct),
                Task.Run(() => SettleAsync(app, code), Ct)
            );
            var order = (await app.FindOrderByHoldAsync(code))!;
            Assert.Equal(OrderStatus.Paid, order.Status);
            var told = await app.UseAsync<NotificationOutbox, IReadOnlyList<Notification>>(outbox => outbox.GetForOrderAsync(order.Id, Ct));
            Assert.Equal(order.BuyerEmail, Assert.Single(told).Recipient);
        }

        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Concurrent_release_payment_and_expiry_have_one_outcome(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var code = await app.PlaceHoldAsync(show, "Standing", 1);
            var page = Assert.IsType<StartOutcome.Redirect>(await app.StartPaymentAsync(code));
            await app.SetSandboxOutcomeAsync(page, round % 3 == 0 ? SandboxStatus.Declined : SandboxStatus.Paid);
            app.Clock.Advance(TimeSpan.FromMinutes(31));
            var hold = await app.UseAsync<TicketHolds, Hold?>(holds => holds.FindAsync(code, Ct));
            await Task.WhenAll(
                Task.Run(() => app.UseAsync<PaymentReturn, bool>(buyer => buyer.ReleaseHoldAsync(hold!, Ct)), Ct),
                Task.Run(() => app.StartPaymentAsync(code), Ct),
                Task.Run(app.RunJobAsync<PaymentSettlementJob>, Ct),
                Task.Run(app.RunJobAsync<HoldExpiryJob>, Ct),
                Task.Run(app.RunJobAsync<OrderExpiryJob>, Ct)
            );
            await app.UseAsync<TicketingDbContext>(db => Invariants.AssertAsync(db, show.Id));
        }
    }

    [Theory, OnBothDatabases]
    public async Task No_tickets_are_held_after_a_show_is_cancelled(DatabaseProvider database)
    {
        var app = venues.On(database);
        for (var round = 0; round < Rounds / 5; round++)
        {
            var show = await app.PublishEventAsync();
            var buyers = Enumerable
                .Range(0, 16)
                .Select(_ =>
                    Task.Run(() => app.TryPlaceHoldAsync(show, new Dictionary<Guid, int> { [show.GetTicketTypeId("Standing")] = 1 }), Ct)
                );
            var calledOff = Task.Run(() => CancelAsync(app, show), Ct);
            await Task.WhenAll(buyers);
            Assert.Equal(await calledOff, (await app.UseAsync<EventCatalogue, Event>(catalogue => catalogue.GetAsync(show.Id, Ct))).Held);
        }
    }

    /// <returns>Tickets held at that moment.</returns>
    private static Task<int> CancelAsync(TicketingApp app, Event show) =>
        app.UseAsync<TicketingDbContext, int>(db =>
            db.WriteAsync(
                async () =>
                {
                    var row = db.Set<Event>().Where(e => e.Id == show.Id);
                    await row.ExecuteUpdateAsync(set => set.SetProperty(e => e.Status, EventStatus.Cancelled), Ct);
                    await Task.Delay(20, Ct);
                    return await row.Select(e => e.Held).SingleAsync(Ct);
                },
                ct: Ct
            )
        );

    private static Task SettleAsync(TicketingApp app, string code) =>
        app.UseAsync<TicketingDbContext>(async db =>
        {
            var order = (await app.FindOrderByHoldAsync(code))!;
            var payment = await db.Set<Payment>().AsNoTracking().SingleAsync(p => p.OrderId == order.Id, Ct);
            await app.UseAsync<SettlePayment, PaymentStatus>(settle => settle.SettleAsync(payment, Ct));
        });
}
