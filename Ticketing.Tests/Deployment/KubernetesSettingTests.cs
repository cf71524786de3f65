using System.Globalization;
using System.Text.RegularExpressions;
using k8s.Models;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Deployment;

/// <summary>Settings in the manifests, and those that <c>docs/deployment.md</c> lets the operator add.</summary>
public sealed partial class KubernetesSettingTests
{
    private static readonly string Page = Repository.Read("docs/deployment.md");

    [Theory, MemberData(nameof(KubernetesPodTests.Folders), MemberType = typeof(KubernetesPodTests))]
    public void Settings_are_those_of_the_program_and_no_secret_is_among_them(string folder)
    {
        var cluster = Cluster.Load(folder);
        ProgramSettings.AssertStartsWith(cluster.GetWebEnvironment(secret: ConnectionInTheDocument()));

        Assert.Empty(cluster.Find<V1Secret>());
        ProgramSettings.AssertHoldsNoSecret(cluster.Find<V1ConfigMap>().SelectMany(map => map.Data));
        Assert.All(cluster.Containers.SelectMany(c => c.Env ?? []), variable => Assert.NotNull(variable.ValueFrom?.SecretKeyRef));
    }

    [Theory, MemberData(nameof(KubernetesPodTests.Folders), MemberType = typeof(KubernetesPodTests))]
    public void Visitors_are_told_apart_because_the_addresses_of_pods_are_trusted(string folder)
    {
        var networks = Cluster
            .Load(folder)
            .GetWebEnvironment("")
            .Where(e => e.Key.StartsWith("Proxy__KnownNetworks__", StringComparison.Ordinal));
        var trusted = networks.Select(n => System.Net.IPNetwork.Parse(n.Value)).ToList();

        // As k3s, kubeadm and Calico give them, and of a cluster with IPv6.
        Assert.All(
            ["10.42.0.7", "10.244.1.7", "192.168.3.7", "172.20.0.7", "fd00:10:244::7"],
            pod => Assert.Contains(trusted, network => network.Contains(System.Net.IPAddress.Parse(pod)))
        );
        Assert.DoesNotContain(trusted, network => network.Contains(System.Net.IPAddress.Parse("203.0.113.9")));
    }

    [Fact]
    public void One_process_has_sqlite_on_a_volume_and_is_never_doubled()
    {
        var cluster = Cluster.Load("base");

        Assert.DoesNotContain("Database__Provider", cluster.GetWebEnvironment(""));
        Assert.Equal(1, cluster.Web.Spec.Replicas);
        Assert.Equal("Recreate", cluster.Web.Spec.Strategy.Type);
        Assert.NotNull(cluster.WebPod.Volumes.Single(v => v.Name == "data").PersistentVolumeClaim);
    }

    [Fact]
    public void Several_processes_have_postgresql_and_keep_nothing_that_others_need()
    {
        var cluster = Cluster.Load("overlays/scale");
        var settings = cluster.GetWebEnvironment("");
        var scaler = cluster.Find<V2HorizontalPodAutoscaler>().Single().Spec;

        Assert.Equal("Postgres", settings["Database__Provider"]);
        Assert.Equal("Smtp", settings["Mail__Transport"]);
        Assert.Equal("00:00:00", settings["Backup__Schedule"]);
        Assert.NotNull(cluster.WebPod.Volumes.Single(v => v.Name == "data").EmptyDir);
        Assert.Null(cluster.Web.Spec.Replicas);
        Assert.Equal(3, scaler.MinReplicas);
        Assert.Equal("0", cluster.Web.Spec.Strategy.RollingUpdate.MaxUnavailable.Value);
        Assert.Equal("1", cluster.Find<V1PodDisruptionBudget>().Single().Spec.MaxUnavailable.Value);
    }

    [Fact]
    public void All_pools_together_leave_connections_of_the_database_free()
    {
        const int Connections = 100;
        const int ForOthers = 10;
        var cluster = Cluster.Load("overlays/scale");
        var pods =
            cluster.Find<V2HorizontalPodAutoscaler>().Single().Spec.MaxReplicas + int.Parse(Surge(cluster), CultureInfo.InvariantCulture);

        var pool = new Npgsql.NpgsqlConnectionStringBuilder(ConnectionInTheDocument()).MaxPoolSize;
        Assert.InRange(pods * pool, 1, Connections - ForOthers);
    }

    [Theory, MemberData(nameof(KubernetesPodTests.Folders), MemberType = typeof(KubernetesPodTests))]
    public void The_document_says_how_to_make_each_secret(string folder)
    {
        var cluster = Cluster.Load(folder);
        var keys = cluster.Containers.SelectMany(c => c.Env ?? []).Select(e => e.ValueFrom.SecretKeyRef).ToLookup(s => s.Name, s => s.Key);
        var sets = cluster.Containers.SelectMany(c => c.EnvFrom ?? []).Select(from => from.SecretRef?.Name).OfType<string>();

        Assert.All(keys, secret => Assert.All(secret, key => Assert.Contains(key, FindLiterals(secret.Key).Keys)));
        Assert.All(sets, secret => Assert.NotEmpty(FindLiterals(secret)));
        Assert.All(
            cluster.Find<V1Ingress>(),
            ingress => Assert.Contains($"`{ingress.Spec.Tls.Single().SecretName}`", Page, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void The_secrets_in_the_document_are_settings_of_the_program_and_of_postgresql()
    {
        var cluster = Cluster.Load("overlays/scale");
        var environment = cluster.GetWebEnvironment(ConnectionInTheDocument()).Concat(FindLiterals("box-office")).ToDictionary();
        environment["Payments__Provider"] = "Stripe";

        ProgramSettings.AssertStartsWith(environment);
        Assert.Equal(["PGDATABASE", "PGHOST", "PGPASSWORD", "PGSSLMODE", "PGUSER"], FindLiterals("box-office-backup").Keys.Order());
    }

    private static string Surge(Cluster cluster) => cluster.Web.Spec.Strategy.RollingUpdate.MaxSurge.Value;

    private static string ConnectionInTheDocument() => Connection.Match(Page).Groups[1].Value;

    private static Dictionary<string, string> FindLiterals(string secret) =>
        Command
            .Matches(Page.Replace("\\\n", " ", StringComparison.Ordinal))
            .Where(m => m.Groups[1].Value == secret)
            .SelectMany(m => Literal.Matches(m.Groups[2].Value))
            .ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);

    [GeneratedRegex(@"--from-literal=connection-string=""([^""]+)""")]
    private static partial Regex Connection { get; }

    [GeneratedRegex(@"create secret generic ([\w-]+) (.*)")]
    private static partial Regex Command { get; }

    [GeneratedRegex(@"--from-literal=([\w-]+)=(\S+)")]
    private static partial Regex Literal { get; }
}
