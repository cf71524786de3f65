using System.Text.Json;

namespace Ticketing.Infrastructure.Telemetry;

/// <summary>The values of an enum as labels: <c>AlreadyIn</c> is <c>already_in</c>.</summary>
public static class LabelText
{
    public static string Get<TEnum>(TEnum value)
        where TEnum : struct, Enum => Texts<TEnum>.ByValue[value];

    public static IEnumerable<string> GetAll<TEnum>()
        where TEnum : struct, Enum => Texts<TEnum>.ByValue.Values;

    private static class Texts<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly Dictionary<TEnum, string> ByValue = Enum.GetValues<TEnum>()
            .ToDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));
    }
}
