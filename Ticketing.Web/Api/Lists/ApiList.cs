using System.Globalization;
using Ticketing.Infrastructure.Data.Paging;

namespace Ticketing.Api.Lists;

/// <summary>One page of a list.</summary>
/// <param name="NextCursor">Send it as <c>cursor</c> for the next page; null on the last one.</param>
public sealed record ApiList<TItem>(IReadOnlyList<TItem> Items, string? NextCursor);

public static class ApiList
{
    /// <summary>A list that fits on one page.</summary>
    public static ApiList<TItem> Create<TItem>(IReadOnlyList<TItem> items) => new(items, null);

    /// <summary>Also adds the Link header to the response.</summary>
    /// <param name="path">Of the list. The request's own may be in odd case, and cached.</param>
    /// <param name="filters">Further parameters, which the next page needs too.</param>
    public static ApiList<TItem> Create<TItem>(
        IReadOnlyList<TItem> items,
        PagePosition? next,
        HttpResponse response,
        string path,
        int? limit,
        params IEnumerable<KeyValuePair<string, string?>> filters
    )
    {
        ArgumentNullException.ThrowIfNull(response);
        var cursor = next is null ? null : PageCursor.Write(next, path);
        if (cursor is not null)
        {
            var query = QueryString.Create([
                .. filters.Where(filter => filter.Value is not null),
                .. limit is { } size ? [KeyValuePair.Create<string, string?>("limit", size.ToString(CultureInfo.InvariantCulture))] : Empty,
                KeyValuePair.Create<string, string?>("cursor", cursor),
            ]);
            response.Headers.Link = $"<{path}{query}>; rel=\"next\"";
        }

        return new ApiList<TItem>(items, cursor);
    }

    private static readonly KeyValuePair<string, string?>[] Empty = [];
}
