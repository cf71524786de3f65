namespace Ticketing.Bench.Rush.Buying;

/// <summary>The requests of a complete order, in this sequence.</summary>
internal enum PurchaseStep
{
    Page,
    Hold,
    Checkout,
    Details,
    Sandbox,
    Pay,
    Return,
    Order,

    /// <summary>A look at one's place in line; not of every order.</summary>
    Queue,
}

internal enum PurchaseOutcome
{
    Bought,

    /// <summary>The tickets that were wanted are gone, or held by others.</summary>
    SoldOut,
    Failed,
}
