using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ticketing.Api.Problems;

namespace Ticketing.Api.Json;

/// <summary>RFC 3339. A time without an offset is refused: the server would take it for its own local time.</summary>
internal sealed class InstantConverter : JsonConverter<DateTimeOffset>
{
    public const string Format = "Write date and time with an offset, like 2026-11-27T20:15:00+01:00.";

    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];

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

    internal static bool TryParse(string text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParseExact(
            text.EndsWith('Z') ? text[..^1] + "+00:00" : text,
            Formats,
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out instant
        );
}
