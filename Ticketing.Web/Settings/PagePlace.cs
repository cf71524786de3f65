using System.Globalization;

namespace Ticketing.Settings;

/// <summary>
/// Where a page of a list begins: after, or before, one entry in the order of time. What is added meanwhile moves nothing: no entry is
/// shown twice or skipped.
/// </summary>
public sealed record PagePlace(DateTimeOffset At, Guid Id, bool Newer)
{
    private const char Separator = '.';

    public static PagePlace? Read(string? text) =>
        text?.Split(Separator) is [var side and ("newer" or "older"), var ticks, var id]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        && count <= DateTimeOffset.MaxValue.Ticks && Guid.TryParseExact(id, "N", out var entry)
            ? new PagePlace(new DateTimeOffset(count, TimeSpan.Zero), entry, side == "newer")
            : null;

    /// <summary>For an address.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(Newer ? "newer" : "older")}{Separator}{At.UtcTicks}{Separator}{Id:N}");
}
