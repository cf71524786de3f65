using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using Ticketing.Api.Problems;
using Ticketing.Infrastructure.Data.Paging;

namespace Ticketing.Api.Lists;

/// <summary>The query parameters of every list.</summary>
public sealed class PageParameters
{
    public const int DefaultLimit = 20;
    public const int MaxLimit = 100;

    [FromQuery(Name = "cursor")]
    [Description("The nextCursor of the page before. Without it, the list starts at its beginning.")]
    public string? Cursor { get; init; }

    [FromQuery(Name = "limit")]
    [Description("The most items to answer with, from 1 to 100; 20 if absent.")]
    public int? Limit { get; init; }

    public HttpRequest Request { get; init; } = null!;

    internal int Size => Limit ?? DefaultLimit;

    internal PagePosition? Position => Cursor is null ? null : PageCursor.Read(Cursor, Request.Path);

    internal IEnumerable<FieldError> GetErrors()
    {
        if (Cursor is not null && Position is null)
        {
            yield return new FieldError("cursor", "This is no cursor of this list. Leave it out to start from the beginning.");
        }

        if (Size is < 1 or > MaxLimit)
        {
            yield return new FieldError("limit", $"The limit must be from 1 to {MaxLimit}.");
        }
    }
}
