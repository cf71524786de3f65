namespace Ticketing.Payments.Review;

/// <param name="From">Included.</param>
/// <param name="Until">Excluded.</param>
public readonly record struct ReviewSpan(DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>For looking at single things, whenever they were.</summary>
    public static readonly ReviewSpan Always = new(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

    public bool Contains(DateTimeOffset at) => at >= From && at < Until;
}
