using System.Runtime.CompilerServices;

namespace Ticketing.Infrastructure.Data.Paging;

/// <summary>Position of the last row read.</summary>
internal readonly record struct KeysetPosition(DateTimeOffset At, Guid Id);

/// <summary>Each page is a short query of its own, so no database snapshot stays open.</summary>
internal static class KeysetPaging
{
    public const int PageSize = 1000;

    /// <param name="start">Inclusive.</param>
    /// <param name="read">At most <see cref="PageSize"/> rows after the position.</param>
    public static async IAsyncEnumerable<List<TRow>> ReadPagesAsync<TRow>(
        DateTimeOffset start,
        Func<KeysetPosition, Task<List<TRow>>> read,
        Func<TRow, KeysetPosition> getPosition,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var place = new KeysetPosition(start, Guid.Empty);
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var rows = await read(place);
            if (rows.Count > 0)
            {
                yield return rows;
                place = getPosition(rows[^1]);
            }

            if (rows.Count < PageSize)
            {
                yield break;
            }
        }
    }

    public static async IAsyncEnumerable<TRow> FlattenAsync<TRow>(
        this IAsyncEnumerable<List<TRow>> pages,
        [EnumeratorCancellation] CancellationToken ct
    )
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
