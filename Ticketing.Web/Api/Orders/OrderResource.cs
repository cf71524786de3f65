using Ticketing.Api.Json;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Tickets;

namespace Ticketing.Api.Orders;

/// <summary>An order in a list.</summary>
public record OrderSummaryResource
{
    /// <summary>For people, such as "K7QF-3M9D".</summary>
    public required string Reference { get; init; }

    /// <summary>The event that the tickets are for.</summary>
    public required Guid EventId { get; init; }

    /// <summary>The event's title now: as the venue wrote it in lists, otherwise in the order's language.</summary>
    public required string EventTitle { get; init; }

    /// <summary>IANA name of the event's zone, which all times are in.</summary>
    public required string TimeZone { get; init; }

    /// <summary>"pending" waits for payment, "expired" was never paid, "paidTooLate" got its money back and no tickets.</summary>
    public required OrderStatus Status { get; init; }

    /// <summary>"comp" is complimentary.</summary>
    public required OrderChannel Channel { get; init; }

    /// <summary>The person who ordered.</summary>
    public required BuyerResource Buyer { get; init; }

    /// <summary>The number of tickets, refunded ones included.</summary>
    public required int TicketCount { get; init; }

    /// <summary>The price of all tickets, with booking fees and tax.</summary>
    public required ApiMoney Total { get; init; }

    /// <summary>The time at which the buyer pressed the button.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null if it was never paid.</summary>
    public required DateTimeOffset? PaidAt { get; init; }
}

public sealed record BuyerResource
{
    /// <summary>As typed by the buyer or by staff.</summary>
    public required string Name { get; init; }

    /// <summary>Empty if staff sold without one.</summary>
    public required string Email { get; init; }

    /// <summary>E.164, or empty. Null in lists.</summary>
    public required string? Phone { get; init; }
}

/// <summary>The receipt of a company's order is an invoice to it.</summary>
public sealed record CompanyResource
{
    /// <summary>As typed by the buyer or by staff.</summary>
    public required string Name { get; init; }

    /// <summary>Postal address, in lines.</summary>
    public required string Address { get; init; }

    /// <summary>Such as "GB123456789". May be empty.</summary>
    public required string TaxNumber { get; init; }
}

/// <summary>An order with its tickets and refunds.</summary>
public sealed record OrderResource : OrderSummaryResource
{
    /// <summary>Tag of the language of its emails and documents, such as "en-GB".</summary>
    public required string Language { get; init; }

    /// <summary>Version of the terms of sale that the buyer accepted; null if none is known.</summary>
    public required string? TermsVersion { get; init; }

    /// <summary>Null if a person bought.</summary>
    public required CompanyResource? Company { get; init; }

    /// <summary>The part of the total that is booking fees.</summary>
    public required ApiMoney BookingFee { get; init; }

    /// <summary>The promo code that was used, as the venue wrote it then. Null if there was none.</summary>
    public required string? PromoCode { get; init; }

    /// <summary>Taken off by the promo code. The total is what was left to pay.</summary>
    public required ApiMoney Discount { get; init; }

    /// <summary>The tax in the total.</summary>
    public required ApiMoney Tax { get; init; }

    /// <summary>Such as "Card ending 4242"; null if it was never paid.</summary>
    public required string? PaidWith { get; init; }

    /// <summary>Such as "R-000123"; empty before payment.</summary>
    public required string ReceiptNumber { get; init; }

    /// <summary>By number; empty before payment.</summary>
    public required IReadOnlyList<OrderTicketResource> Tickets { get; init; }

    /// <summary>Oldest first.</summary>
    public required IReadOnlyList<RefundResource> Refunds { get; init; }
}

public sealed record OrderTicketResource
{
    /// <summary>Counts from 1 within the order.</summary>
    public required int Number { get; init; }

    /// <summary>The ticket type.</summary>
    public required Guid TicketTypeId { get; init; }

    /// <summary>The ticket type's name at purchase, or its translation into the order's language.</summary>
    public required string Category { get; init; }

    /// <summary>The person who comes with it.</summary>
    public required string Attendee { get; init; }

    /// <summary>"void" was refunded.</summary>
    public required TicketStatus Status { get; init; }

    /// <summary>Not let in for now, because its payment is disputed.</summary>
    public required bool IsSuspended { get; init; }

    /// <summary>Null if nobody came in with it.</summary>
    public required DateTimeOffset? CheckedInAt { get; init; }
}

public sealed record RefundResource
{
    public required Guid Id { get; init; }

    public required RefundStatus Status { get; init; }

    /// <summary>Goes back to the buyer.</summary>
    public required ApiMoney Amount { get; init; }

    /// <summary>True if nothing was paid online: staff pay it back, in cash or on the card terminal.</summary>
    public required bool IsCash { get; init; }

    /// <summary>Numbers of the tickets that are void by it.</summary>
    public required IReadOnlyList<int> Tickets { get; init; }

    /// <summary>May be empty.</summary>
    public required string Reason { get; init; }

    /// <summary>Name of the person or program.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>The time at which it was asked for.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>The time at which the payment provider confirmed it; null before.</summary>
    public required DateTimeOffset? SettledAt { get; init; }

    /// <summary>The time at which staff marked it as handed back; null before, and if the payment provider pays.</summary>
    public required DateTimeOffset? HandedBackAt { get; init; }
}
