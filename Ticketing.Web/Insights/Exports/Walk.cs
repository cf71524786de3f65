using System.Runtime.CompilerServices;

namespace Ticketing.Insights.Exports;

/// <summary>Position of the last row read.</summary>
internal readonly record struct Place(DateTimeOffset At, Guid Id);

/// <summary>Each page is a short query of its own, so no database snapshot stays open.</summary>
internal static class Walk
{
    public const int PageSize = 1000;

    /// <param name="start">Inclusive.</param>
    /// <param name="read">At most <see cref="PageSize"/> rows after the position.</param>
    public static async IAsyncEnumerable<List<TRow>> PagesAsync<TRow>(
        DateTimeOffset start, Func<Place, Task<List<TRow>>> read, Func<TRow, Place> placeOf, [EnumeratorCancellation] CancellationToken ct)
    {
        var place = new Place(start, Guid.Empty);
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var rows = await read(place);
            if (rows.Count > 0)
            {
                yield return rows;
                place = placeOf(rows[^1]);
            }

            if (rows.Count < PageSize)
            {
                yield break;
            }
        }
    }

    public static async IAsyncEnumerable<TRow> OneByOneAsync<TRow>(this IAsyncEnumerable<List<TRow>> pages, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var page in pages.WithCancellation(ct))
        {
            foreach (var row in page)
            {
                yield return row;
            }
        }
    }
}
