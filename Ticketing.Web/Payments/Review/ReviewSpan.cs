namespace Ticketing.Payments.Review;

/// <param name="Until">Excluded.</param>
public readonly record struct ReviewSpan(DateTimeOffset From, DateTimeOffset Until)
{
    public static readonly ReviewSpan Always = new(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

    public bool Contains(DateTimeOffset at) => at >= From && at < Until;
}
