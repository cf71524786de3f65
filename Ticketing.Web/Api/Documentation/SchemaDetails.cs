using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Ticketing.Api.Json;

namespace Ticketing.Api.Documentation;

/// <summary>Adds to schemas what cannot be derived from types with converters of their own.</summary>
internal static class SchemaDetails
{
    /// <summary>Names of bodies that clients send end like this.</summary>
    private const string RequestSuffix = "Request";

    private const string ListPrefix = "ListOf";

    /// <summary>Without the words that tell our types apart: EventResource is an Event, and a list of it an EventList.</summary>
    public static string? GetName(JsonTypeInfo type)
    {
        var name = OpenApiOptions
            .CreateDefaultSchemaReferenceId(type)
            ?.Replace("ApiMoney", "Money", StringComparison.Ordinal)
            .Replace("ApiProblem", "Problem", StringComparison.Ordinal)
            .Replace("ApiList", "List", StringComparison.Ordinal)
            .Replace("Resource", "", StringComparison.Ordinal);
        return name?.StartsWith(ListPrefix, StringComparison.Ordinal) == true ? $"{name[ListPrefix.Length..]}List" : name;
    }

    public static Task AddAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        var type = context.JsonTypeInfo.Type;
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain == typeof(string) || plain == typeof(DateTimeOffset) || plain.IsEnum)
        {
            var isNullable = type != plain || (plain == typeof(string) && context.JsonPropertyInfo is { IsGetNullable: true });
            schema.Type = isNullable ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String;
        }

        if (plain.IsEnum)
        {
            schema.Enum = [.. EnumNames.GetAll(plain).Select(name => JsonValue.Create(name))];
            if (type != plain)
            {
                schema.Enum.Add(null!);
            }
        }

        if (context.JsonTypeInfo is { Kind: JsonTypeInfoKind.Enumerable, ElementType: { } element } && element == typeof(string))
        {
            schema.Items = new OpenApiSchema { Type = JsonSchemaType.String };
        }

        // Answers may get further fields within a version.
        if (!plain.Name.EndsWith(RequestSuffix, StringComparison.Ordinal))
        {
            schema.AdditionalPropertiesAllowed = true;
        }

        return Task.CompletedTask;
    }
}
