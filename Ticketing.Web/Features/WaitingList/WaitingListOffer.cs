namespace Ticketing.Features.WaitingList;

public enum OfferStatus
{
    Pending,
    Bought,
    Declined,
    Expired,
}

/// <summary>
/// Tickets that are held for an entry. Its hold is what counts: the status follows it. Changed only by conditional UPDATE statements.
/// </summary>
public sealed class WaitingListOffer
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Has at most one pending offer.</summary>
    public required Guid EntryId { get; init; }
    public required Guid HoldId { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public OfferStatus Status { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
}
