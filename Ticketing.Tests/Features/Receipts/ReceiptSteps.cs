using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Confirmation;
using Ticketing.Features.Orders.Placing;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Features.Receipts;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Features.Receipts;

internal static class ReceiptSteps
{
    /// <summary>A paid order with these quantities of the event's types, in their order.</summary>
    public static async Task<Order> BuyAsync(this TicketingApp app, Event @event, string buyer, params int[] quantities)
    {
        var wanted = quantities
            .Zip(@event.TicketTypes)
            .Where(line => line.First > 0)
            .ToDictionary(line => line.Second.Id, line => line.First);
        var hold = Assert.IsType<HoldOutcome.Placed>(await app.TryPlaceHoldAsync(@event, wanted));
        var started = await app.UseAsync<StartPayment, StartOutcome>(start =>
            start.StartAsync(hold.Code, new Buyer(buyer, "ada@example.com", ""), agreedTotal: null, TestContext.Current.CancellationToken)
        );
        if (started is StartOutcome.Redirect page)
        {
            await app.SetSandboxOutcomeAsync(page, SandboxStatus.Paid);
            app.Clock.Advance(PaymentSettlementJob.CheckInterval);
            await app.RunJobAsync<PaymentSettlementJob>();
        }

        var placed = await app.UseAsync<TicketHolds, Hold?>(holds => holds.FindAsync(hold.Code, TestContext.Current.CancellationToken));
        return (
            await app.UseAsync<OrderQueries, Order?>(orders => orders.FindByHoldAsync(placed!.Id, TestContext.Current.CancellationToken))
        )!;
    }

    public static Task<ComposedEmail?> ConfirmationAsync(this TicketingApp app, Order order, string recipient = "ada@example.com") =>
        app.ComposeAsync(ConfirmOrder.ConfirmationKind, recipient, order.Id);

    public static Task<ComposedEmail?> ComposeAsync(this TicketingApp app, string kind, string recipient, Guid? orderId = null) =>
        app.UseAsync<IEnumerable<IEmailComposer>, ComposedEmail?>(composers =>
            composers
                .Single(c => c.Kind == kind)
                .ComposeAsync(
                    new Notification
                    {
                        Kind = kind,
                        DedupeKey = "test",
                        Recipient = recipient,
                        OrderId = orderId,
                        CreatedAt = app.Clock.GetUtcNow(),
                        DueAt = app.Clock.GetUtcNow(),
                    },
                    TestContext.Current.CancellationToken
                )
        );

    public static async Task<byte[]> ReceiptAsync(this TicketingApp app, Order order) =>
        (
            await app.UseAsync<OrderDocuments, OrderDocument?>(documents =>
                documents.CreateReceiptAsync(order.Id, TestContext.Current.CancellationToken)
            )
        )!.Content;

    public static async Task<byte[]> TicketsAsync(this TicketingApp app, Order order) =>
        (
            await app.UseAsync<OrderDocuments, OrderDocument?>(documents =>
                documents.CreateTicketsAsync(order.Id, TestContext.Current.CancellationToken)
            )
        )!.Content;
}
