using System.Text.Json.Nodes;

namespace Ticketing.Tests.Deployment;

/// <summary>Merges objects by field and these lists by key. Other lists are replaced, and null removes a field.</summary>
internal static class StrategicMerge
{
    private static readonly Dictionary<string, string> Keys = new()
    {
        ["containers"] = "name",
        ["env"] = "name",
        ["volumes"] = "name",
        ["volumeMounts"] = "mountPath",
    };

    public static void Apply(JsonObject patch, JsonObject target)
    {
        foreach (var (name, value) in patch)
        {
            switch (value, target[name])
            {
                case (null, _):
                    target.Remove(name);
                    break;
                case (JsonObject from, JsonObject to):
                    Apply(from, to);
                    break;
                case (JsonArray from, JsonArray to) when Keys.TryGetValue(name, out var key):
                    Apply(from, to, key);
                    break;
                default:
                    target[name] = value.DeepClone();
                    break;
            }
        }
    }

    private static void Apply(JsonArray patch, JsonArray target, string key)
    {
        foreach (var item in patch.Cast<JsonObject>())
        {
            if (target.Cast<JsonObject>().FirstOrDefault(t => JsonNode.DeepEquals(t[key], item[key])) is { } same)
            {
                Apply(item, same);
            }
            else
            {
                target.Add(item.DeepClone());
            }
        }
    }
}
