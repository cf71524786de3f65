namespace Ticketing.Features.Insights.StaffMails.LowStock;

/// <summary>Of an event that does not have <see cref="DefaultPercent"/>.</summary>
public sealed class LowStockThreshold
{
    public const int DefaultPercent = 10;
    public const int MaxPercent = 99;

    public required Guid EventId { get; init; }

    /// <summary>A type is low if no more than this share of its capacity is unsold. 0 for no alerts.</summary>
    public required int Percent { get; init; }
}
