using System.Text.Json;
using System.Text.Json.Serialization;
using Ticketing.Infrastructure.Hosting.Pipeline;

namespace Ticketing.Api.Json;

/// <summary>Refuses text that PostgreSQL cannot store.</summary>
internal sealed class StorableTextConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException();
        }

        try
        {
            var text = reader.GetString()!;
            return RequestTextValidation.IsStorable(text) ? text : throw new FieldFormatException("The text contains a NUL character.");
        }
        catch (InvalidOperationException)
        {
            // The reader refuses half of a surrogate pair.
            throw new FieldFormatException("The text is not valid Unicode.");
        }
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
