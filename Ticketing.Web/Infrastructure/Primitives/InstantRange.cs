namespace Ticketing.Infrastructure.Primitives;

/// <param name="From">Inclusive.</param>
/// <param name="Until">Exclusive.</param>
public readonly record struct InstantRange(DateTimeOffset From, DateTimeOffset Until);
