using Ticketing.Api.Json;
using Ticketing.Features.Insights.Events;
using Ticketing.Features.Orders;

namespace Ticketing.Api.Insights;

/// <summary>How an event sells, and how many have come.</summary>
public sealed record EventFiguresResource
{
    /// <summary>The event's id.</summary>
    public required Guid EventId { get; init; }

    /// <summary>Tickets that can be sold in all.</summary>
    public required int Capacity { get; init; }

    /// <summary>Sold and given away, less those refunded.</summary>
    public required int ValidTickets { get; init; }

    /// <summary>The part of the valid tickets that was given away.</summary>
    public required int Comps { get; init; }

    /// <summary>Given back; not among the valid tickets.</summary>
    public required int RefundedTickets { get; init; }

    /// <summary>Holders of valid tickets who were let in.</summary>
    public required int Admitted { get; init; }

    /// <summary>Before refunds.</summary>
    public required ApiMoney Revenue { get; init; }

    /// <summary>Asked for, whether or not they have arrived.</summary>
    public required ApiMoney Refunds { get; init; }

    /// <summary>Per ticket with fees, without comps; null if none was sold.</summary>
    public required ApiMoney? AveragePrice { get; init; }

    /// <summary>Orders with a valid ticket left.</summary>
    public required int PaidOrders { get; init; }

    /// <summary>Orders without a valid ticket.</summary>
    public required int RefundedOrders { get; init; }

    /// <summary>In the order that buyers see.</summary>
    public required IReadOnlyList<TicketTypeFiguresResource> TicketTypes { get; init; }

    internal static EventFiguresResource From(Guid eventId, EventFigures figures) =>
        new()
        {
            EventId = eventId,
            Capacity = figures.Capacity,
            ValidTickets = figures.ValidTickets,
            Comps = figures.Comps,
            RefundedTickets = figures.RefundedTickets,
            Admitted = figures.Admitted,
            Revenue = ApiMoney.From(figures.Revenue),
            Refunds = ApiMoney.From(figures.Refunds),
            AveragePrice = figures.AveragePrice is { } average ? ApiMoney.From(average) : null,
            PaidOrders = figures.PaidOrders,
            RefundedOrders = figures.RefundedOrders,
            TicketTypes = [.. figures.Types.Select(TicketTypeFiguresResource.From)],
        };
}

/// <summary>The figures of one ticket type.</summary>
public sealed record TicketTypeFiguresResource
{
    /// <summary>The ticket type's id.</summary>
    public required Guid TicketTypeId { get; init; }

    /// <summary>Such as "Standing".</summary>
    public required string Category { get; init; }

    /// <summary>Not sold any more.</summary>
    public required bool IsWithdrawn { get; init; }

    /// <summary>The number of tickets, sold or not.</summary>
    public required int Capacity { get; init; }

    /// <summary>In somebody's basket.</summary>
    public required int Held { get; init; }

    /// <summary>Valid tickets that were sold online.</summary>
    public required int Online { get; init; }

    /// <summary>Valid tickets that were sold at the box office.</summary>
    public required int BoxOffice { get; init; }

    /// <summary>Valid tickets that were given away.</summary>
    public required int Comps { get; init; }

    /// <summary>Holders of valid tickets who were let in.</summary>
    public required int Admitted { get; init; }

    internal static TicketTypeFiguresResource From(TicketTypeFigures type) =>
        new()
        {
            TicketTypeId = type.Id,
            Category = type.Category,
            IsWithdrawn = type.IsWithdrawn,
            Capacity = type.Capacity,
            Held = type.Held,
            Online = type.CountFor(OrderChannel.Online),
            BoxOffice = type.CountFor(OrderChannel.BoxOffice),
            Comps = type.CountFor(OrderChannel.Comp),
            Admitted = type.Admitted,
        };
}
