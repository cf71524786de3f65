using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ticketing.Tests.Deployment;

/// <summary>The fields that the files in <c>deploy/compose</c> use. Any other field is refused.</summary>
internal sealed record ComposeFile(
    Dictionary<string, ComposeFile.Service> Services,
    Dictionary<string, ComposeFile.Network?> Networks,
    Dictionary<string, object?> Volumes,
    Dictionary<string, ComposeFile.Secret>? Secrets
)
{
    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static string PathOf(string folder) => $"deploy/compose/{folder}/compose.yaml";

    public static ComposeFile Load(string folder) => YamlText.ReadAll(PathOf(folder)).Single().Deserialize<ComposeFile>(Strict)!;

    public sealed record Service(
        string? Image,
        string? Build,
        Dictionary<string, string>? Environment,
        List<EnvironmentFile>? EnvFile,
        Dictionary<string, Dependency>? DependsOn,
        List<string>? Secrets,
        List<string> Volumes,
        List<string> Networks,
        List<string>? Ports,
        bool ReadOnly,
        List<string>? Tmpfs,
        List<string> CapDrop,
        List<string>? CapAdd,
        List<string> SecurityOpt,
        string MemLimit,
        int PidsLimit,
        string? ShmSize,
        string? StopGracePeriod,
        string Restart,
        Deployment? Deploy,
        HealthCheck? Healthcheck
    );

    public sealed record EnvironmentFile(string Path, bool Required);

    public sealed record Dependency(string Condition);

    public sealed record Deployment(int Replicas);

    public sealed record HealthCheck(List<string> Test, string Interval, string Timeout, int Retries, string StartPeriod);

    public sealed record Secret(string File);

    public sealed record Network(bool EnableIpv6, bool Internal, AddressPlan? Ipam);

    public sealed record AddressPlan(List<Subnet> Config);

    public sealed record Subnet([property: JsonPropertyName("subnet")] string Value);
}
