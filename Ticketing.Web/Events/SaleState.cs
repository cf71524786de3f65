namespace Ticketing.Events;

/// <summary>Whether a ticket type can be bought at an instant, and if not, why.</summary>
public enum SaleState
{
    OnSale,
    NotYet,
    Ended,
    SoldOut,

    /// <summary>None left right now, but some are only held and may come back.</summary>
    AllHeld,
    Withdrawn,

    /// <summary>It costs something, and the venue takes no online payments at present.</summary>
    NotPayable,

    /// <summary>The event is not active: cancelled, postponed or not public.</summary>
    EventOff,
}
