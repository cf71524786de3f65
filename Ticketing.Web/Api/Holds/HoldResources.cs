using Ticketing.Api.Events;
using Ticketing.Api.Json;
using Ticketing.Api.Orders;

namespace Ticketing.Api.Holds;

public sealed record GuestHoldRequest
{
    /// <summary>The event, which must be on sale.</summary>
    public required Guid EventId { get; init; }

    /// <summary>How many tickets of each type, by the type's id.</summary>
    public required IReadOnlyDictionary<Guid, int> Quantities { get; init; }

    /// <summary>The buyer's IP address, if a server asks for them. Needs a key with the scope “orders:create”.</summary>
    public string? BuyerAddress { get; init; }

    /// <summary>As the buyer typed it. If it cannot be used, nothing is held.</summary>
    public string? PromoCode { get; init; }
}

/// <summary>Tickets that nobody else can buy until the hold expires.</summary>
public sealed record HoldResource
{
    /// <summary>Names the hold. Whoever knows it may order the tickets.</summary>
    public required string Code { get; init; }

    /// <summary>The event that the tickets are for.</summary>
    public required Guid EventId { get; init; }

    /// <summary>In the event's zone.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The price of all tickets, with booking fees and tax.</summary>
    public required ApiMoney Total { get; init; }

    /// <summary>Taken off by the promo code; the total is less by it, and by the booking fee on it.</summary>
    public required ApiMoney Discount { get; init; }
}

public sealed record GuestOrderRequest
{
    /// <summary>The buyer's name, which the tickets carry too.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the tickets.</summary>
    public required string Email { get; init; }

    /// <summary>With the country, such as "+44 113 496 0000". Only some venues ask for it.</summary>
    public string Phone { get; init; } = "";

    /// <summary>Without it, a person buys.</summary>
    public CompanyRequest? Company { get; init; }

    /// <summary>Tag of the language of payment page, emails and tickets, such as "de". Without it, the venue's default.</summary>
    public string? Language { get; init; }

    /// <summary>True if the buyer has accepted the venue's terms of sale, in this language: their version is kept on the order.</summary>
    public bool TermsAccepted { get; init; }

    /// <summary>The total that the buyer saw. If it has changed since, nothing is ordered.</summary>
    public ApiMoney? AgreedTotal { get; init; }
}

/// <summary>An order that was placed, and where to pay for it.</summary>
public sealed record GuestOrderResource
{
    /// <summary>For people, such as "K7QF-3M9D".</summary>
    public required string Reference { get; init; }

    /// <summary>The page on which the buyer pays; null if there is nothing to pay.</summary>
    public required string? PaymentUrl { get; init; }

    /// <summary>Free tickets are only issued once the buyer has pressed the link in an email.</summary>
    public required bool NeedsConfirmation { get; init; }
}

/// <summary>For the documentation.</summary>
internal static class HoldExamples
{
    public static GuestHoldRequest Request { get; } =
        new()
        {
            EventId = EventExamples.Event.Id,
            Quantities = new Dictionary<Guid, int> { [EventExamples.Event.TicketTypes[0].Id] = 2 },
        };

    public static HoldResource Hold { get; } =
        new()
        {
            Code = "pJ0m1Wq7Zb3sVxN8tLr5cYh2DkEfGa4u",
            EventId = EventExamples.Event.Id,
            ExpiresAt = new DateTimeOffset(2026, 11, 20, 9, 40, 0, TimeSpan.Zero),
            Total = new ApiMoney(3000, "GBP"),
            Discount = new ApiMoney(0, "GBP"),
        };

    public static GuestOrderRequest OrderRequest { get; } =
        new()
        {
            Name = "Ada Lovelace",
            Email = "ada@example.com",
            Language = "en-GB",
            TermsAccepted = true,
            AgreedTotal = new ApiMoney(3000, "GBP"),
        };

    public static GuestOrderResource Order { get; } =
        new()
        {
            Reference = "K7QF-3M9D",
            PaymentUrl = "https://checkout.stripe.com/c/pay/cs_live_a1B2c3D4",
            NeedsConfirmation = false,
        };
}
