using k8s.Models;
using Xunit;

namespace Ticketing.Tests.Deployment;

/// <summary>Objects name each other by labels, names and ports, and a cluster accepts names of what is not there.</summary>
public sealed class KubernetesReferenceTests
{
    [Theory, MemberData(nameof(KubernetesPodTests.Folders), MemberType = typeof(KubernetesPodTests))]
    public void Objects_are_in_one_namespace_with_names_of_their_own(string folder)
    {
        var cluster = Cluster.Load(folder);
        var space = cluster.Find<V1Namespace>().Single().Name();

        Assert.All(cluster.All.Where(o => o is not V1Namespace), o => Assert.Equal(space, o.Namespace()));
        Assert.Equal(cluster.All.Count(), cluster.All.DistinctBy(o => (o.Kind, o.Name())).Count());
    }

    [Theory, MemberData(nameof(KubernetesPodTests.Folders), MemberType = typeof(KubernetesPodTests))]
    public void Selectors_find_pods(string folder)
    {
        var cluster = Cluster.Load(folder);
        var web = cluster.Web.Spec.Template.Metadata.Labels;
        Assert.Equal(cluster.Web.Labels(), web);

        IEnumerable<IDictionary<string, string>> ofTheProgram =
        [
            cluster.Web.Spec.Selector.MatchLabels,
            cluster.Find<V1Service>().Single().Spec.Selector,
            .. cluster.Find<V1PodDisruptionBudget>().Select(b => b.Spec.Selector.MatchLabels),
            .. cluster.WebPod.TopologySpreadConstraints?.Select(c => c.LabelSelector.MatchLabels) ?? [],
        ];
        Assert.All(ofTheProgram, selector => Assert.Equal(web, selector));
        var policies = cluster.Find<V1NetworkPolicy>().Select(p => p.Spec.PodSelector.MatchLabels).ToList();
        Assert.All(cluster.PodTemplates, pod => Assert.Contains(policies, selector => selector.All(pod.Metadata.Labels.Contains)));
        Assert.All(policies, selector => Assert.All(selector, label => Assert.Contains(label, web)));
    }

    [Theory, MemberData(nameof(KubernetesPodTests.Folders), MemberType = typeof(KubernetesPodTests))]
    public void Visitors_reach_the_program_through_the_ingress_controller_alone(string folder)
    {
        var cluster = Cluster.Load(folder);
        var port = cluster.WebContainer.Ports.Single().Name;
        var service = cluster.Find<V1Service>().Single();
        var ingress = cluster.Find<V1Ingress>().Single().Spec;
        var rule = ingress.Rules.Single();
        var backend = rule.Http.Paths.Single().Backend.Service;
        var admitted = cluster.Find<V1NetworkPolicy>().SelectMany(p => p.Spec.Ingress ?? []).Single();

        Assert.Equal(port, service.Spec.Ports.Single().TargetPort.Value);
        Assert.Equal((service.Name(), service.Spec.Ports.Single().Name), (backend.Name, backend.Port.Name));
        Assert.Equal(new Uri(cluster.GetWebEnvironment("")["Site__PublicBaseUrl"]).Host, rule.Host);
        Assert.Equal([rule.Host], ingress.Tls.Single().Hosts);
        Assert.Equal(port, admitted.Ports.Single().Port.Value);
        Assert.NotEmpty(admitted.FromProperty.Single().NamespaceSelector.MatchLabels);
        Assert.All(cluster.Find<V1NetworkPolicy>(), policy => Assert.Equal(["Ingress", "Egress"], policy.Spec.PolicyTypes));
    }

    [Theory, MemberData(nameof(KubernetesPodTests.Folders), MemberType = typeof(KubernetesPodTests))]
    public void What_pods_and_the_autoscaler_name_is_there(string folder)
    {
        var cluster = Cluster.Load(folder);
        var volumes = cluster.PodTemplates.SelectMany(t => t.Spec.Volumes).Select(v => v.PersistentVolumeClaim?.ClaimName).OfType<string>();
        var maps = cluster.Containers.SelectMany(c => c.EnvFrom ?? []).Select(from => from.ConfigMapRef?.Name).OfType<string>();

        Assert.Equal(cluster.Find<V1PersistentVolumeClaim>().Select(v => v.Name()).Order(), volumes.Order());
        Assert.Equal(cluster.Find<V1ConfigMap>().Select(m => m.Name()), maps);
        Assert.All(
            cluster.Find<V2HorizontalPodAutoscaler>().Select(scaler => scaler.Spec.ScaleTargetRef),
            target =>
                Assert.Equal((cluster.Web.ApiVersion, cluster.Web.Kind, cluster.Web.Name()), (target.ApiVersion, target.Kind, target.Name))
        );
    }
}
