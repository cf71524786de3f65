using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Access;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Rescheduling;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Documents;
using Ticketing.Infrastructure.Hosting.Security;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Outbox;

namespace Ticketing.Pages.Orders;

/// <param name="QrCodeUri">QR code as a data URI; null for a void ticket.</param>
public sealed record TicketView(Ticket Ticket, string? QrCodeUri)
{
    public bool IsSuspended => Ticket is { Status: TicketStatus.Valid, SuspendedAt: not null };
}

/// <param name="HoldCode">Hold code if the order can still be paid, else null.</param>
public sealed record OrderView(
    Order Order,
    Event Event,
    IReadOnlyList<TicketView> Tickets,
    IReadOnlyList<Notification> Mails,
    string? HoldCode,
    IReadOnlyList<Refund> Refunds
)
{
    public required DateTimeOffset Now { get; init; }

    /// <summary>Null if the buyer cannot return the tickets.</summary>
    public DateTimeOffset? RefundsUntil { get; init; }

    public int ValidTickets => Tickets.Count(t => t.QrCodeUri is not null);

    public int SuspendedTickets => Tickets.Count(t => t.IsSuspended);
}

public sealed class OrderPages(
    OrderQueries orders,
    OrderCookie cookie,
    BrowserCookie browser,
    EventCatalogue catalogue,
    TicketCodeService codes,
    NotificationOutbox outbox,
    TicketHolds holds,
    RefundQueries refunds,
    RefundOffers offers,
    RefusalLog refusals,
    TimeProvider clock
)
{
    /// <param name="reference">Case-insensitive.</param>
    /// <returns>Null if the order does not exist or this browser has no access.</returns>
    public async Task<Order?> FindAccessibleAsync(HttpContext http, string reference, CancellationToken ct)
    {
        var key = browser.FindKey(http);
        if (
            (key is not null || !cookie.IsEmpty(http))
            && await orders.FindAsync(reference.ToUpperInvariant(), ct) is { } order
            && (cookie.Allows(http, order) || await TryGrantToHolderAsync(http, order, key, ct))
        )
        {
            return order;
        }

        refusals.Record(http, Guard.OrderAccess, "no access to the order", LogLevel.Information);
        return null;
    }

    // Orders that are finished in two tabs at once overwrite each other in the cookie. The tickets were still held by this browser.
    private async Task<bool> TryGrantToHolderAsync(HttpContext http, Order order, string? browserKey, CancellationToken ct)
    {
        if (browserKey is null || (await holds.GetAsync(order.HoldId, ct)).BrowserKey != browserKey)
        {
            return false;
        }

        cookie.GrantToBuyer(http, order);
        return true;
    }

    public async Task<OrderView> CreateViewAsync(Order order, CancellationToken ct)
    {
        var @event = await catalogue.GetAsync(order.EventId, ct);
        var tickets = await LoadTicketsAsync(order, @event, ct);
        return new OrderView(
            order,
            @event,
            tickets,
            await outbox.GetForOrderAsync(order.Id, ct),
            await FindOpenHoldCodeAsync(order, ct),
            await refunds.GetForOrderAsync(order.Id, ct)
        )
        {
            Now = clock.GetUtcNow(),
            RefundsUntil = await offers.FindDeadlineAsync(order, ct),
        };
    }

    private async Task<IReadOnlyList<TicketView>> LoadTicketsAsync(Order order, Event @event, CancellationToken ct)
    {
        var tickets = await orders.GetTicketsAsync(order.Id, ct);
        if (tickets.Count == 0)
        {
            return [];
        }

        var signed = await codes.SignAsync(@event, tickets, ct);
        return
        [
            .. tickets.Zip(
                signed,
                (ticket, code) => new TicketView(ticket, ticket.Status == TicketStatus.Valid ? ToQrCodeUri(code) : null)
            ),
        ];
    }

    /// <returns>Null if the order can no longer be completed.</returns>
    public async Task<string?> FindOpenHoldCodeAsync(Order order, CancellationToken ct)
    {
        var hold = order.Status == OrderStatus.Pending ? await holds.GetAsync(order.HoldId, ct) : null;
        return hold is not null && hold.IsOpen(clock.GetUtcNow()) ? hold.Code : null;
    }

    private static string ToQrCodeUri(string code) => QrCode.GetOrCreate(code).ToDataUri(T["Ticket code"]);
}
