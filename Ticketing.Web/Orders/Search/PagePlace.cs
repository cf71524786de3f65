using System.Globalization;

namespace Ticketing.Orders.Search;

/// <summary>
/// Where a page of the list begins: after, or before, one order in the order of time. What is sold meanwhile moves nothing: no order is
/// shown twice or skipped.
/// </summary>
public sealed record PagePlace(DateTimeOffset At, Guid Id, bool Newer)
{
    private const char Separator = '.';

    public static PagePlace? Read(string? text) =>
        text?.Split(Separator) is [var side and ("newer" or "older"), var ticks, var id]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        && count <= DateTimeOffset.MaxValue.Ticks && Guid.TryParseExact(id, "N", out var order)
            ? new PagePlace(new DateTimeOffset(count, TimeSpan.Zero), order, side == "newer")
            : null;

    /// <summary>For an address.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(Newer ? "newer" : "older")}{Separator}{At.UtcTicks}{Separator}{Id:N}");
}
