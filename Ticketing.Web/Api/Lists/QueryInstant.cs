using Ticketing.Api.Json;
using Ticketing.Api.Problems;

namespace Ticketing.Api.Lists;

/// <summary>Reads instants in a query, as <see cref="InstantConverter"/> reads them in a body.</summary>
internal static class QueryInstant
{
    /// <returns>Null if it is absent, or unreadable: then there is an error.</returns>
    public static DateTimeOffset? Parse(string parameter, string? text, List<FieldError> errors)
    {
        if (text is null)
        {
            return null;
        }

        // A plus sign that was not encoded arrives as a space.
        if (InstantConverter.TryParse(text.Replace(' ', '+'), out var instant))
        {
            return instant;
        }

        errors.Add(new FieldError(parameter, InstantConverter.Format));
        return null;
    }
}
