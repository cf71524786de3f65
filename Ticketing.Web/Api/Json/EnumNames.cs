using System.Text.Json;

namespace Ticketing.Api.Json;

/// <summary>The names that the API has for the values of enums.</summary>
internal static class EnumNames
{
    public static string Get(Enum value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    public static IReadOnlyList<string> GetAll(Type type) => [.. Enum.GetValues(type).Cast<Enum>().Select(Get)];

    public static bool TryParse<T>(string name, out T value)
        where T : struct, Enum
    {
        foreach (var known in Enum.GetValues<T>())
        {
            if (Get(known) == name)
            {
                value = known;
                return true;
            }
        }

        value = default;
        return false;
    }
}
