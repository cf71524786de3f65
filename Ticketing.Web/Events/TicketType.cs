namespace Ticketing.Events;

/// <summary>What is sold for an event. Held and sold change only through <see cref="Stock"/>.</summary>
public sealed class TicketType
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid EventId { get; init; }

    /// <summary>The label buyers see: "Standing".</summary>
    public required string Category { get; set; }

    /// <summary>A short remark under the label: "bring your student card". May be empty.</summary>
    public string Note { get; set; } = "";

    /// <summary>Face value in minor units of the venue's currency, tax included, booking fee not; 0 is free.</summary>
    public required long Price { get; set; }
    public required int Capacity { get; set; }
    public int Held { get; private set; }
    public int Sold { get; private set; }

    /// <summary>Null: on sale since publication.</summary>
    public DateTimeOffset? SalesStartAt { get; set; }

    /// <summary>Null: on sale until the event starts.</summary>
    public DateTimeOffset? SalesEndAt { get; set; }
    public int MinPerOrder { get; set; } = 1;
    public int MaxPerOrder { get; set; } = 10;
    public int Position { get; set; }

    /// <summary>No longer offered; what was sold stays valid.</summary>
    public bool IsWithdrawn { get; set; }

    /// <summary>Raised by every change that staff make, never by a sale.</summary>
    public int Version { get; private set; }

    public int Remaining => Capacity - Held - Sold;

    /// <inheritdoc cref="Event.RaiseVersion"/>
    public void RaiseVersion() => Version++;
}
