using Ticketing.Events;
using Ticketing.Holds;
using Ticketing.Notifications;
using Ticketing.Orders;
using Ticketing.Payments;
using Ticketing.Payments.Sandbox;
using Ticketing.Receipts;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Receipts;

internal static class Purchases
{
    /// <summary>A paid order with these quantities of the event's types, in their order.</summary>
    public static async Task<Order> BuyAsync(this TicketingApp app, Event @event, string buyer, params int[] quantities)
    {
        var wanted = quantities.Zip(@event.TicketTypes).Where(line => line.First > 0).ToDictionary(line => line.Second.Id, line => line.First);
        var hold = Assert.IsType<HoldOutcome.Placed>(await app.HoldAsync(@event, wanted));
        var started = await app.UseAsync<StartPayment, StartOutcome>(start => start.StartAsync(
            hold.Code, new Buyer(buyer, "ada@example.com", ""), agreed: null, TestContext.Current.CancellationToken));
        if (started is StartOutcome.PayAt page)
        {
            await app.ChooseAsync(page, SandboxStatus.Paid);
            app.Clock.Advance(PaymentReconciler.CheckEvery);
            await app.RunAsync<PaymentReconciler>();
        }

        var placed = await app.UseAsync<TicketHolds, Hold?>(holds => holds.FindAsync(hold.Code, TestContext.Current.CancellationToken));
        return (await app.UseAsync<OrderBook, Order?>(orders => orders.FindByHoldAsync(placed!.Id, TestContext.Current.CancellationToken)))!;
    }

    public static Task<ComposedEmail?> ConfirmationAsync(this TicketingApp app, Order order, string recipient = "ada@example.com") =>
        app.ComposeAsync(ConfirmOrder.ConfirmationKind, recipient, order.Id);

    public static Task<ComposedEmail?> ComposeAsync(this TicketingApp app, string kind, string recipient, Guid? orderId = null) =>
        app.UseAsync<IEnumerable<IEmailComposer>, ComposedEmail?>(composers => composers.Single(c => c.Kind == kind).ComposeAsync(
            new Notification
            {
                Kind = kind, DedupeKey = "test", Recipient = recipient, OrderId = orderId, CreatedAt = app.Clock.GetUtcNow(), DueAt = app.Clock.GetUtcNow(),
            },
            TestContext.Current.CancellationToken));

    public static async Task<byte[]> ReceiptAsync(this TicketingApp app, Order order) =>
        (await app.UseAsync<OrderDocuments, OrderDocument?>(documents => documents.ReceiptAsync(order.Id, TestContext.Current.CancellationToken)))!.Content;

    public static async Task<byte[]> TicketsAsync(this TicketingApp app, Order order) =>
        (await app.UseAsync<OrderDocuments, OrderDocument?>(documents => documents.TicketsAsync(order.Id, TestContext.Current.CancellationToken)))!.Content;
}
