using Ticketing.Api.Events;
using Ticketing.Features.Orders.Placing;

namespace Ticketing.Api.BoxOffice;

public sealed record BoxOfficeSaleRequest
{
    /// <summary>The event, which must be public and not over.</summary>
    public required Guid EventId { get; init; }

    /// <summary>How many tickets of each type, by the type's id.</summary>
    public required IReadOnlyDictionary<Guid, int> Quantities { get; init; }

    /// <summary>How it is paid: “cash”, “cardTerminal”, or “complimentary” to give the tickets away.</summary>
    public required BoxOfficePayment Payment { get; init; }

    /// <summary>The number on the card terminal's slip.</summary>
    public string PaymentReference { get; init; } = "";

    /// <summary>Without it, the buyer is a “Walk-up”.</summary>
    public string Name { get; init; } = "";

    /// <summary>Without it, nothing is mailed.</summary>
    public string Email { get; init; } = "";

    /// <summary>With the country, such as "+44 113 496 0000".</summary>
    public string Phone { get; init; } = "";

    /// <summary>Tag of one of the venue's languages, such as "de", for tickets and emails. Without it, the venue's default.</summary>
    public string? Language { get; init; }
}

/// <summary>For the documentation.</summary>
internal static class BoxOfficeExamples
{
    public static BoxOfficeSaleRequest Sale { get; } =
        new()
        {
            EventId = EventExamples.Event.Id,
            Quantities = new Dictionary<Guid, int> { [EventExamples.Event.TicketTypes[0].Id] = 2 },
            Payment = BoxOfficePayment.Cash,
            Name = "Ada Lovelace",
            Email = "ada@example.com",
            Language = "en-GB",
        };
}
