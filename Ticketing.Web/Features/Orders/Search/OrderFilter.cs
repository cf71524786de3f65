namespace Ticketing.Features.Orders.Search;

/// <param name="Text">
/// A reference, e-mail address or phone number (or its beginning), a receipt number, a payment reference, or words of a name.
/// </param>
/// <param name="From">Creation time (payment time if <paramref name="SoldOnly"/>), inclusive.</param>
/// <param name="Until">Exclusive.</param>
/// <param name="SoldOnly">Only orders that became a sale.</param>
public sealed record OrderFilter(
    string Text = "",
    Guid? EventId = null,
    OrderStatus? Status = null,
    OrderChannel? Channel = null,
    DateTimeOffset? From = null,
    DateTimeOffset? Until = null,
    bool SoldOnly = false
)
{
    public bool IsEmpty => this == new OrderFilter();
}
