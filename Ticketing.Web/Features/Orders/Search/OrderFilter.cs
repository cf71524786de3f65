namespace Ticketing.Features.Orders.Search;

/// <param name="Text">
/// A reference or half of it, an email address or its beginning, a phone number or its beginning or end, a receipt number, a payment
/// reference, words of a name or a note, a tag, or, if nothing else matches, of an event's title.
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
    /// <summary>Paid orders of which a part was refunded.</summary>
    public bool PartRefunded { get; init; }

    public bool HasNote { get; init; }

    /// <summary>Null does not filter.</summary>
    public string? Tag { get; init; }

    /// <summary>Notes and tags too, for those who may read them: not at the door, and not for programs.</summary>
    public bool IncludesNotes { get; init; }

    /// <summary>False for the door, as the title of its event would find everybody with a ticket.</summary>
    public bool IncludesTitles { get; init; } = true;
}
