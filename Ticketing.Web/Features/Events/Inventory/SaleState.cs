namespace Ticketing.Features.Events.Inventory;

public enum SaleState
{
    OnSale,
    NotOnSaleYet,
    Ended,
    SoldOut,

    /// <summary>None left now, but some are only held and may become available again.</summary>
    AllHeld,
    Withdrawn,

    /// <summary>For holders of a code alone.</summary>
    Hidden,

    /// <summary>It waits for another type to sell out or end.</summary>
    Following,

    /// <summary>Not free, and no online payment provider is configured.</summary>
    NotPayable,

    /// <summary>Cancelled, postponed or not public.</summary>
    EventNotActive,
}
