namespace Ticketing.Infrastructure.Data.Paging;

/// <param name="Older">Null on the last page.</param>
/// <param name="Newer">Null on the first page.</param>
public sealed record KeysetPage<TRow>(IReadOnlyList<TRow> Rows, PagePosition? Older, PagePosition? Newer);

public static class KeysetPageExtensions
{
    /// <param name="source">In query order, with one extra row if another page follows.</param>
    public static KeysetPage<TRow> ToKeysetPage<TRow>(
        this IReadOnlyList<TRow> source,
        int size,
        PagePosition? position,
        Func<TRow, (DateTimeOffset At, Guid Id)> key
    )
    {
        var more = source.Count > size;
        var shown = source.Take(size);
        TRow[] rows = position is { Newer: true } ? [.. shown.Reverse()] : [.. shown];
        var (hasOlder, hasNewer) = position is { Newer: true } ? (true, more) : (more, position is not null);
        return new KeysetPage<TRow>(
            rows,
            hasOlder && rows.Length > 0 ? PlaceOf(rows[^1], newer: false) : null,
            hasNewer && rows.Length > 0 ? PlaceOf(rows[0], newer: true) : null
        );

        PagePosition PlaceOf(TRow row, bool newer) => new(key(row).At, key(row).Id, newer);
    }
}
