using Ticketing.Documents;
using Ticketing.Events;
using Ticketing.Holds;
using Ticketing.Notifications;
using Ticketing.Orders;
using Ticketing.Payments.Refunds;
using Ticketing.Tickets;

namespace Ticketing.Pages.Orders;

/// <param name="Picture">QR code as a data URI; null for a void ticket.</param>
public sealed record ShownTicket(Ticket Ticket, string? Picture)
{
    public bool IsSuspended => Ticket is { Status: TicketStatus.Valid, SuspendedAt: not null };
}

/// <param name="Checkout">Hold code if the order can still be paid, else null.</param>
public sealed record ShownOrder(
    Order Order, Event Event, IReadOnlyList<ShownTicket> Tickets, IReadOnlyList<Notification> Mails, string? Checkout, IReadOnlyList<Refund> Refunds)
{
    public int ValidTickets => Tickets.Count(t => t.Picture is not null);

    public int SuspendedTickets => Tickets.Count(t => t.IsSuspended);
}

public sealed class OrderDesk(
    OrderBook book, OrderCookie cookie, Catalogue catalogue, TicketCodes codes, Outbox outbox, TicketHolds holds, RefundBook refunds, TimeProvider clock)
{
    /// <param name="reference">Case-insensitive.</param>
    /// <returns>Null if the order does not exist or this browser has no access.</returns>
    public async Task<Order?> OpenAsync(HttpContext http, string reference, CancellationToken ct) =>
        !cookie.IsEmpty(http) && await book.FindAsync(reference.ToUpperInvariant(), ct) is { } order && cookie.Opens(http, order) ? order : null;

    public async Task<ShownOrder> ShowAsync(Order order, CancellationToken ct)
    {
        var @event = await catalogue.GetAsync(order.EventId, ct);
        var tickets = await TicketsAsync(order, @event, ct);
        return new ShownOrder(
            order, @event, tickets, await outbox.OfOrderAsync(order.Id, ct), await CheckoutOfAsync(order, ct), await refunds.OfOrderAsync(order.Id, ct));
    }

    private async Task<IReadOnlyList<ShownTicket>> TicketsAsync(Order order, Event @event, CancellationToken ct)
    {
        var tickets = await book.TicketsAsync(order.Id, ct);
        if (tickets.Count == 0)
        {
            return [];
        }

        var signed = await codes.SignAsync(@event, tickets, ct);
        return [.. tickets.Zip(signed, (ticket, code) => new ShownTicket(ticket, ticket.Status == TicketStatus.Valid ? PictureOf(code) : null))];
    }

    private async Task<string?> CheckoutOfAsync(Order order, CancellationToken ct)
    {
        var hold = order.Status == OrderStatus.Pending ? await holds.GetAsync(order.HoldId, ct) : null;
        return hold is not null && hold.IsOpen(clock.GetUtcNow()) ? hold.Code : null;
    }

    private static string PictureOf(string code) => "data:image/svg+xml," + Uri.EscapeDataString(QrCode.Of(code).ToSvg("Ticket code"));
}
