using Ticketing.Infrastructure.Telemetry;

namespace Ticketing.Features.Orders;

public sealed class OrderMetrics(TicketingMeter meter)
{
    private readonly CumulativeCounter placed = meter.CreateCounter("ticketing.orders.placed", "{order}", "Orders placed, paid or not");

    private readonly CumulativeCounter paid = meter.CreateCounter(
        "ticketing.orders.paid",
        "{order}",
        "Orders paid, and free ones confirmed",
        "channel",
        LabelText.GetAll<OrderChannel>()
    );

    private readonly CumulativeCounter tickets = meter.CreateCounter(
        "ticketing.tickets.issued",
        "{ticket}",
        "Tickets issued",
        "channel",
        LabelText.GetAll<OrderChannel>()
    );

    internal void CountPlaced() => placed.Add();

    internal void CountPaid(Order order)
    {
        var channel = LabelText.Get(order.Channel);
        paid.Add(channel);
        tickets.Add(channel, order.Lines.Sum(line => line.Quantity));
    }
}
