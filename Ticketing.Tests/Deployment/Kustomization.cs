using System.Text.Json.Nodes;
using Ticketing.Tests.Support;

namespace Ticketing.Tests.Deployment;

/// <summary>
/// Makes the same of a folder as <c>kubectl kustomize</c>, for the fields that <c>deploy/kubernetes</c> uses. Others are refused.
/// </summary>
internal static class Kustomization
{
    private static readonly string[] Fields = ["apiVersion", "kind", "namespace", "resources", "images", "patches"];

    public static IReadOnlyList<JsonObject> Resolve(string folder)
    {
        var file = YamlText.ReadAll($"{folder}/kustomization.yaml").Single();
        if (file.Select(field => field.Key).Except(Fields).ToList() is [var unknown, ..])
        {
            throw new NotSupportedException($"{folder}: {unknown}");
        }

        var objects = Items(file, "resources").SelectMany(resource => Read(folder, resource!.GetValue<string>())).ToList();
        foreach (var patch in Items(file, "patches").SelectMany(p => YamlText.ReadAll($"{folder}/{Text(p!, "path")}")))
        {
            Apply(patch, objects);
        }

        foreach (var metadata in objects.Where(o => Text(o, "kind") != "Namespace").Select(o => o["metadata"]!))
        {
            metadata["namespace"] = Text(file, "namespace");
        }

        foreach (var image in Items(file, "images"))
        {
            objects.ForEach(o => ReplaceImage(o, image!));
        }

        return objects;
    }

    private static IEnumerable<JsonObject> Read(string folder, string resource)
    {
        var path = Path.GetRelativePath(Repository.Folder, Path.Combine(Repository.Folder, folder, resource));
        return Directory.Exists(Path.Combine(Repository.Folder, path)) ? Resolve(path) : YamlText.ReadAll(path);
    }

    private static void Apply(JsonObject patch, List<JsonObject> objects)
    {
        var target = objects.Single(o => Identity(o) == Identity(patch));
        if (patch.ContainsKey("$patch"))
        {
            objects.Remove(target);
        }
        else
        {
            StrategicMerge.Apply(patch, target);
        }
    }

    private static (string, string, string) Identity(JsonNode o) => (Text(o, "apiVersion"), Text(o, "kind"), Text(o["metadata"]!, "name"));

    private static void ReplaceImage(JsonNode? node, JsonNode image)
    {
        if (node is JsonObject o)
        {
            if (o["image"] is JsonValue current && current.GetValue<string>().Split(':')[0] == Text(image, "name"))
            {
                o["image"] = $"{Text(image, "newName")}:{Text(image, "newTag")}";
            }

            o.ToList().ForEach(field => ReplaceImage(field.Value, image));
        }
        else if (node is JsonArray list)
        {
            list.ToList().ForEach(item => ReplaceImage(item, image));
        }
    }

    private static JsonArray Items(JsonObject file, string field) => file[field]?.AsArray() ?? [];

    private static string Text(JsonNode node, string field) => node[field]!.GetValue<string>();
}
