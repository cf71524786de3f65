using System.ComponentModel;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;
using Ticketing.Api.Json;

namespace Ticketing.Api.Problems;

/// <summary>
/// Finds the fields or parameters that the framework could not read. Its messages name types of this program, which mean nothing to a
/// client.
/// </summary>
internal static partial class UnreadableFields
{
    private const string Unknown = "This field does not exist here.";
    private const string Missing = "This field is missing.";
    private const string Unreadable = "The value is not of the documented type.";
    private const string Repeated = "This field is there twice.";

    /// <summary>Empty if the request as a whole is wrong.</summary>
    public static IReadOnlyList<FieldError> Find(HttpRequest request, Endpoint? endpoint, Exception? error = null) =>
        error?.InnerException is JsonException json ? Read(json) : [.. ReadParameters(request, endpoint)];

    // Generated code does not throw for each of them.
    private static IEnumerable<FieldError> ReadParameters(HttpRequest request, Endpoint? endpoint) =>
        from parameter in endpoint?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>() ?? []
        where parameter.HasTryParse && !IsReadable(request.Query[parameter.Name].ToString(), parameter.ParameterInfo.ParameterType)
        select new FieldError(JsonNamingPolicy.CamelCase.ConvertName(parameter.Name), Unreadable);

    private static bool IsReadable(string text, Type type) => text.Length == 0 || TypeDescriptor.GetConverter(type).IsValid(text);

    private static IReadOnlyList<FieldError> Read(JsonException error)
    {
        var field = GetField(error.Path);
        if (MissingPattern.Match(error.Message) is { Success: true } missing)
        {
            return
            [
                .. missing
                    .Groups["name"]
                    .Captures.Select(name => new FieldError(field.Length == 0 ? name.Value : $"{field}.{name.Value}", Missing)),
            ];
        }

        // Without a path it is no JSON at all.
        return field.Length == 0 ? [] : [new FieldError(field, Describe(error))];
    }

    private static string Describe(JsonException error) =>
        error is FieldFormatException ? error.Message
        : error.Message.Contains("could not be mapped to any .NET member", StringComparison.Ordinal) ? Unknown
        : error.Message.StartsWith("Duplicate property", StringComparison.Ordinal) ? Repeated
        : Unreadable;

    // "$.buyer.email" as "buyer.email".
    private static string GetField(string? path) => path is null ? "" : path.TrimStart('$').TrimStart('.');

    [GeneratedRegex("was missing required properties including: (?:'(?<name>[^']+)'(?:, )?)+")]
    private static partial Regex MissingPattern { get; }
}
