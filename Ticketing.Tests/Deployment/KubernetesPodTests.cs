using System.Net;
using k8s.Models;
using Ticketing.Infrastructure.Hosting;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Deployment;

/// <summary>Pods, their rights and their probes.</summary>
public sealed class KubernetesPodTests
{
    public static TheoryData<string> Folders => ["base", "overlays/scale"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Folders))]
    public void Pods_are_confined_as_the_namespace_demands(string folder)
    {
        var cluster = Cluster.Load(folder);

        Assert.Equal("restricted", cluster.Find<V1Namespace>().Single().Labels()["pod-security.kubernetes.io/enforce"]);
        Assert.All(cluster.PodTemplates, template => AssertConfined(template.Spec));
        Assert.All(cluster.Containers, AssertConfined);
    }

    [Theory, MemberData(nameof(Folders))]
    public void The_program_can_write_to_its_storage_folder_and_to_a_temporary_one(string folder)
    {
        var cluster = Cluster.Load(folder);

        Assert.Equal(["/data", "/tmp"], cluster.WebContainer.VolumeMounts.Select(m => m.MountPath).Order(StringComparer.Ordinal));
        Assert.StartsWith("/data/", cluster.GetWebEnvironment("")["Storage__Directory"], StringComparison.Ordinal);
        Assert.All(
            cluster.PodTemplates.Select(template => template.Spec),
            pod =>
                Assert.Equal(
                    pod.Volumes.Select(v => v.Name).Order(),
                    pod.Containers.SelectMany(c => c.VolumeMounts).Select(m => m.Name).Order()
                )
        );
    }

    [Theory, MemberData(nameof(Folders))]
    public async Task Probes_ask_for_health_pages_of_the_program_by_the_address_of_the_pod(string folder)
    {
        var web = Cluster.Load(folder).WebContainer;
        Assert.Equal(ProgramSettings.Port, web.Ports.Single(p => p.Name == "http").ContainerPort);
        Assert.Equal("/health/live", web.LivenessProbe.HttpGet.Path);
        Assert.Equal("/health/ready", web.ReadinessProbe.HttpGet.Path);

        await using var app = new TicketingApp();
        using var client = app.CreateClient();
        foreach (var probe in new[] { web.StartupProbe, web.ReadinessProbe, web.LivenessProbe })
        {
            Assert.Equal("http", probe.HttpGet.Port.Value);
            using var response = await client.GetAsync(new Uri($"http://10.42.0.7:8080{probe.HttpGet.Path}"), Ct);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.StartsWith("text/plain", response.Content.Headers.ContentType?.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory, MemberData(nameof(Folders))]
    public void A_stopped_pod_has_the_time_that_the_program_takes(string folder)
    {
        var cluster = Cluster.Load(folder);
        var pause = cluster.WebContainer.Lifecycle?.PreStop.Sleep.Seconds ?? 0;

        Assert.True(
            cluster.WebPod.TerminationGracePeriodSeconds >= ProgramSettings.ShutdownTimeout.TotalSeconds + pause,
            $"{cluster.WebPod.TerminationGracePeriodSeconds} s"
        );
    }

    [Theory, MemberData(nameof(Folders))]
    public void The_image_is_that_of_this_version(string folder) =>
        Assert.EndsWith($"/box-office:{ProductVersion.Current}", Cluster.Load(folder).WebContainer.Image, StringComparison.Ordinal);

    private static void AssertConfined(V1PodSpec pod)
    {
        Assert.False(pod.AutomountServiceAccountToken);
        Assert.Null(pod.HostNetwork ?? pod.HostPID ?? pod.HostIPC);
        Assert.True(pod.SecurityContext.RunAsNonRoot);
        Assert.True(pod.SecurityContext.RunAsUser > 0);
        Assert.Equal("RuntimeDefault", pod.SecurityContext.SeccompProfile.Type);
        Assert.All(pod.Volumes, volume => Assert.True(volume.EmptyDir is not null ^ volume.PersistentVolumeClaim is not null, volume.Name));
        Assert.All(pod.Volumes.Select(v => v.EmptyDir).OfType<V1EmptyDirVolumeSource>(), folder => Assert.NotNull(folder.SizeLimit));
    }

    private static void AssertConfined(V1Container container)
    {
        var rights = container.SecurityContext;
        Assert.True(rights.ReadOnlyRootFilesystem);
        Assert.False(rights.AllowPrivilegeEscalation);
        Assert.Null(rights.Privileged);
        Assert.Equal(["ALL"], rights.Capabilities.Drop);
        Assert.Null(rights.Capabilities.Add);
        Assert.Contains("memory", container.Resources.Limits);
        Assert.Equal(["cpu", "memory"], container.Resources.Requests.Keys.Order());
        Assert.Matches(@":\d", container.Image);
    }
}
