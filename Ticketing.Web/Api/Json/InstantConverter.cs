using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Ticketing.Api.Problems;

namespace Ticketing.Api.Json;

/// <summary>RFC 3339. A time without an offset is refused: the server would take it for its own local time.</summary>
internal sealed partial class InstantConverter : JsonConverter<DateTimeOffset>
{
    public const string Format = "Write date and time with an offset, like 2026-11-27T20:15:00+01:00.";

    private const string ReadFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz";

    private const string Day = "^(?<day>[0-9]{4}-[0-9]{2}-[0-9]{2})";
    private const string Time = @"(?<time>[0-9]{2}:[0-9]{2}:[0-9]{2})(\.(?<fraction>[0-9]+))?";
    private const string Offset = "(?<offset>[Zz]|[+-][0-9]{2}:[0-9]{2})";

    /// <summary>As many as an instant can hold.</summary>
    private const int MaxFractionDigits = 7;

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && TryParse(reader.GetString()!, out var instant)
            ? instant
            : throw new FieldFormatException(Format);

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);

    /// <summary>Of a query, where a plus sign may have become a space.</summary>
    /// <returns>Null if it is absent, or cannot be read: then there is an error.</returns>
    internal static DateTimeOffset? ParseQuery(string parameter, string? text, List<FieldError> errors)
    {
        if (text is null)
        {
            return null;
        }

        if (TryParse(text.Replace(' ', '+'), out var instant))
        {
            return instant.ToUniversalTime();
        }

        errors.Add(new FieldError(parameter, Format));
        return null;
    }

    internal static bool TryParse(string text, out DateTimeOffset instant)
    {
        instant = default;
        if (Rfc3339.Match(text) is not { Success: true } match)
        {
            return false;
        }

        var fraction = match.Groups["fraction"].Value;
        var offset = match.Groups["offset"].Value is "Z" or "z" ? "+00:00" : match.Groups["offset"].Value;
        var plain =
            $"{match.Groups["day"].Value}T{match.Groups["time"].Value}.{fraction[..Math.Min(fraction.Length, MaxFractionDigits)]}{offset}";
        return DateTimeOffset.TryParseExact(plain, ReadFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out instant);
    }

    [GeneratedRegex(Day + "[Tt]" + Time + Offset + @"\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Rfc3339 { get; }
}
