using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ticketing.Tests.Support.FakeStripe.Api;

/// <summary>Stripe's JSON: instants in Unix seconds, amounts in minor units.</summary>
internal static partial class Rendering
{
    public const string ApiVersion = "2026-10-28.endive";

    public static string ToSnakeCase(Enum value) => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    public static JsonObject Event(string id, DateTimeOffset at, string type, JsonObject snapshot, bool isLive) =>
        new()
        {
            ["id"] = id,
            ["object"] = "event",
            ["api_version"] = ApiVersion,
            ["created"] = Seconds(at),
            ["data"] = new JsonObject { ["object"] = snapshot },
            ["livemode"] = isLive,
            ["pending_webhooks"] = 1,
            ["request"] = new JsonObject { ["id"] = null, ["idempotency_key"] = null },
            ["type"] = type,
        };

    public static JsonObject Event(FakeEvent happened) => JsonNode.Parse(happened.Body)!.AsObject();

    public static JsonObject List(string url, IEnumerable<JsonNode> items, bool hasMore) =>
        new()
        {
            ["object"] = "list",
            ["data"] = new JsonArray([.. items]),
            ["has_more"] = hasMore,
            ["url"] = url,
        };

    private static long Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds();

    private static JsonObject Texts(IReadOnlyDictionary<string, string> texts)
    {
        var written = new JsonObject();
        foreach (var (key, value) in texts)
        {
            written[key] = value;
        }

        return written;
    }

    private static JsonArray Array(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
