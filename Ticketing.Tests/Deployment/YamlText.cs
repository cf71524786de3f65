using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ticketing.Tests.Support;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Ticketing.Tests.Deployment;

/// <summary>YAML as JSON, in which a quoted <c>"true"</c> differs from <c>true</c>. A key that is there twice is refused.</summary>
internal static partial class YamlText
{
    /// <param name="file">Relative to the repository.</param>
    public static IReadOnlyList<JsonObject> ReadAll(string file)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Repository.Read(file)));
        return [.. stream.Documents.Select(document => (JsonObject)ToJson(document.RootNode)!)];
    }

    private static JsonNode? ToJson(YamlNode node) =>
        node switch
        {
            YamlMappingNode map => new JsonObject(map.Children.Select(c => KeyValuePair.Create(Name(c.Key), ToJson(c.Value)))),
            YamlSequenceNode list => new JsonArray([.. list.Children.Select(ToJson)]),
            YamlScalarNode { Style: ScalarStyle.Plain } scalar => ReadPlain(scalar.Value ?? ""),
            YamlScalarNode scalar => JsonValue.Create(scalar.Value),
            _ => throw new NotSupportedException($"{node.NodeType} is not used here."),
        };

    private static string Name(YamlNode key) => ((YamlScalarNode)key).Value!;

    private static JsonNode? ReadPlain(string text) =>
        text is "" or "~" or "null" ? null
        : Truth.IsMatch(text) ? JsonValue.Create(text[0] is 't' or 'T' or 'y' or 'Y' || text is "on" or "On" or "ON")
        : Number.IsMatch(text) ? JsonNode.Parse(text)
        : JsonValue.Create(text);

    // Some readers take the words of YAML 1.1 for truth values.
    [GeneratedRegex("^(true|false|yes|no|on|off)$", RegexOptions.IgnoreCase)]
    private static partial Regex Truth { get; }

    [GeneratedRegex(@"^-?(0|[1-9]\d*)(\.\d+)?$")]
    private static partial Regex Number { get; }
}
