using System.Globalization;

namespace Ticketing.Infrastructure.Data.Paging;

/// <summary>Keyset position: new entries cause no duplicates or gaps.</summary>
public sealed record PagePosition(DateTimeOffset At, Guid Id, bool Newer)
{
    private const char Separator = '.';

    public static PagePosition? Parse(string? text) =>
        text?.Split(Separator) is [var side and ("newer" or "older"), var ticks, var id]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        && count <= DateTimeOffset.MaxValue.Ticks
        && Guid.TryParseExact(id, "N", out var entry)
            ? new PagePosition(new DateTimeOffset(count, TimeSpan.Zero), entry, side == "newer")
            : null;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(Newer ? "newer" : "older")}{Separator}{At.UtcTicks}{Separator}{Id:N}");
}
