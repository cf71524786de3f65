namespace Ticketing.Api.Orders;

public sealed record RefundTicketsRequest
{
    /// <summary>Numbers of the tickets; without them, all that are still valid.</summary>
    public IReadOnlyList<int>? Tickets { get; init; }

    /// <summary>For the books, at most 300 characters. Buyers do not see it.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Refunds the face value only.</summary>
    public bool KeepBookingFee { get; init; }
}

public sealed record ResendRequest
{
    /// <summary>Replaces the order's address. Without it, the tickets go to the address that the order has.</summary>
    public string? Email { get; init; }
}

public sealed record BuyerCorrectionRequest
{
    /// <summary>At most 100 letters.</summary>
    public required string Name { get; init; }

    /// <summary>With the country, such as "+44 113 496 0000". Without it, the order has none.</summary>
    public string Phone { get; init; } = "";

    /// <summary>Renames the tickets in the old name too.</summary>
    public bool RenameTickets { get; init; }
}

/// <summary>The receipt of a company's order is an invoice to it.</summary>
public sealed record CompanyRequest
{
    /// <summary>At most 200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Postal address, in lines, at most 500 characters.</summary>
    public required string Address { get; init; }

    /// <summary>
    /// Such as "GB123456789". Refused unless it has a digit and 4 to 32 letters, digits, spaces and any of ./*+-, the first one a letter
    /// or digit.
    /// </summary>
    public string TaxNumber { get; init; } = "";
}

public sealed record AttendeeRequest
{
    /// <summary>The person who comes with the ticket, at most 100 letters.</summary>
    public required string Name { get; init; }
}
