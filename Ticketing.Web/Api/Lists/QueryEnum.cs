using Ticketing.Api.Json;
using Ticketing.Api.Problems;

namespace Ticketing.Api.Lists;

/// <summary>Reads names of enums in a query, as <see cref="EnumNameConverter"/> reads them in a body.</summary>
internal static class QueryEnum
{
    /// <returns>Null if it is absent, or unknown: then there is an error.</returns>
    public static T? Parse<T>(string parameter, string? text, List<FieldError> errors)
        where T : struct, Enum
    {
        if (text is null)
        {
            return null;
        }

        if (EnumNames.TryParse<T>(text, out var found))
        {
            return found;
        }

        errors.Add(new FieldError(parameter, $"Use one of: {string.Join(", ", EnumNames.GetAll(typeof(T)))}."));
        return null;
    }
}
