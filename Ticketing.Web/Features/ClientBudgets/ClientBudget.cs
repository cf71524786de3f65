namespace Ticketing.Features.ClientBudgets;

/// <summary>The tickets of one event that one client (an address or a browser) uses. Changed only by <see cref="BudgetClaims"/>.</summary>
public sealed class ClientBudget
{
    /// <summary>Hash of the client and the event.</summary>
    public required string Key { get; init; }
    public required Guid EventId { get; init; }

    /// <summary>Tickets on hold or in payment. All come back or are sold some day, so waiting helps.</summary>
    public required int Used { get; init; }

    /// <summary>Paid tickets. They enlarge the budget.</summary>
    public int Paid { get; private set; }
    public required DateTimeOffset UsedAt { get; init; }
}
