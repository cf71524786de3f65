using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ticketing.Api.Json;

/// <summary>Names in camelCase, never numbers. An enum's own converter comes first.</summary>
internal sealed class EnumNameConverter : JsonConverterFactory
{
    private readonly JsonStringEnumConverter names = new(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsEnum && typeToConvert.GetCustomAttribute<JsonConverterAttribute>() is null;

    public override JsonConverter? CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        names.CreateConverter(typeToConvert, options);
}
