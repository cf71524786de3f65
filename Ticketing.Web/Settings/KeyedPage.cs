namespace Ticketing.Settings;

/// <param name="Older">Null on the last page.</param>
/// <param name="Newer">Null on the first page.</param>
public sealed record KeyedPage<TRow>(IReadOnlyList<TRow> Rows, PagePlace? Older, PagePlace? Newer);

public static class KeyedPages
{
    /// <param name="found">In query order, with one extra row if another page follows.</param>
    public static KeyedPage<TRow> CutAt<TRow>(this IReadOnlyList<TRow> found, int size, PagePlace? place, Func<TRow, (DateTimeOffset At, Guid Id)> key)
    {
        var more = found.Count > size;
        var shown = found.Take(size);
        TRow[] rows = place is { Newer: true } ? [.. shown.Reverse()] : [.. shown];
        var (hasOlder, hasNewer) = place is { Newer: true } ? (true, more) : (more, place is not null);
        return new KeyedPage<TRow>(
            rows, hasOlder && rows.Length > 0 ? PlaceOf(rows[^1], newer: false) : null, hasNewer && rows.Length > 0 ? PlaceOf(rows[0], newer: true) : null);

        PagePlace PlaceOf(TRow row, bool newer) => new(key(row).At, key(row).Id, newer);
    }
}
