using System.Text.Json;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;

namespace Ticketing.Tests.Deployment;

/// <summary>The objects of a folder in <c>deploy/kubernetes</c>, as the cluster's own types.</summary>
internal sealed class Cluster
{
    private readonly List<IKubernetesObject<V1ObjectMeta>> objects;

    private Cluster(IEnumerable<JsonObject> resolved) => objects = [.. resolved.Select(ReadStrictly)];

    /// <param name="folder">Such as <c>base</c>.</param>
    public static Cluster Load(string folder) => new(Kustomization.Resolve($"deploy/kubernetes/{folder}"));

    public IEnumerable<IKubernetesObject<V1ObjectMeta>> All => objects;

    public IEnumerable<T> Find<T>() => objects.OfType<T>();

    public V1Deployment Web => Find<V1Deployment>().Single();

    public V1PodSpec WebPod => Web.Spec.Template.Spec;

    public V1Container WebContainer => WebPod.Containers.Single();

    public IEnumerable<V1PodTemplateSpec> PodTemplates =>
        [.. Find<V1Deployment>().Select(d => d.Spec.Template), .. Find<V1CronJob>().Select(j => j.Spec.JobTemplate.Spec.Template)];

    public IEnumerable<V1Container> Containers => PodTemplates.SelectMany(template => template.Spec.Containers);

    /// <summary>The environment of the program, with a text in place of each secret.</summary>
    public Dictionary<string, string> GetWebEnvironment(string secret)
    {
        var maps = WebContainer.EnvFrom.Select(from => from.ConfigMapRef?.Name).OfType<string>();
        var environment = maps.SelectMany(name => Find<V1ConfigMap>().Single(map => map.Name() == name).Data).ToDictionary();
        foreach (var variable in WebContainer.Env ?? [])
        {
            environment[variable.Name] = variable.Value ?? secret;
        }

        return environment;
    }

    // The reader of YAML refuses unknown fields, the reader of JSON a number or true where the cluster expects a text.
    private static IKubernetesObject<V1ObjectMeta> ReadStrictly(JsonObject resolved)
    {
        var json = resolved.ToJsonString();
        var typed = (IKubernetesObject<V1ObjectMeta>)KubernetesYaml.LoadAllFromString(json, strict: true).Single();
        typeof(KubernetesJson)
            .GetMethod(nameof(KubernetesJson.Deserialize), [typeof(string), typeof(JsonSerializerOptions)])!
            .MakeGenericMethod(typed.GetType())
            .Invoke(null, [json, null]);
        return typed;
    }
}
