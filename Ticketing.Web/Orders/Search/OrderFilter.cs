namespace Ticketing.Orders.Search;

/// <summary>Which orders are looked for; what is null or empty does not narrow the list.</summary>
/// <param name="Text">A reference or its beginning, a receipt number, an e-mail address or its beginning, a telephone number, a payment's reference, or words of a name.</param>
/// <param name="From">When the order was made (or sold, see <paramref name="Sold"/>), this instant included.</param>
/// <param name="Until">When the order was made (or sold), this instant excluded.</param>
/// <param name="Sold">Only orders that became a sale, in the order in which they were paid: the two instants are of payments, then.</param>
public sealed record OrderFilter(
    string Text = "", Guid? EventId = null, OrderStatus? Status = null, OrderChannel? Channel = null, DateTimeOffset? From = null, DateTimeOffset? Until = null,
    bool Sold = false)
{
    public bool IsEmpty => this == new OrderFilter();
}
