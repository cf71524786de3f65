using System.Globalization;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Deployment;

public sealed class SystemdUnitTests
{
    private static readonly string Page = Repository.Read("docs/deployment.md");

    private static readonly ILookup<string, string> Unit = Repository
        .Read("deploy/systemd/ticketing.service")
        .Split('\n')
        .Where(line => line.Contains('=', StringComparison.Ordinal) && line[0] != '#')
        .ToLookup(line => line.Split('=', 2)[0], line => line.Split('=', 2)[1]);

    [Fact]
    public void Its_settings_are_those_of_the_program_behind_a_proxy_on_this_machine()
    {
        var environment = Unit["Environment"].ToDictionary(e => e.Split('=', 2)[0], e => e.Split('=', 2)[1]);

        ProgramSettings.AssertStartsWith(environment.Append(new("Site__PublicBaseUrl", "https://tickets.example.org")).ToDictionary());
        ProgramSettings.AssertHoldsNoSecret(environment);
        Assert.Equal($"/var/lib/{Get("StateDirectory")}", environment["Storage__Directory"]);
        Assert.Equal("127.0.0.1/32", environment["Proxy__KnownNetworks__0"]);
        Assert.Contains($"reverse_proxy {new Uri(environment["ASPNETCORE_URLS"]).Authority}", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_document_installs_what_it_names()
    {
        Assert.Contains($"--output {Path.GetDirectoryName(Get("ExecStart"))}\n", Page, StringComparison.Ordinal);
        Assert.Contains(Get("EnvironmentFile"), Page, StringComparison.Ordinal);
        Assert.Contains($"useradd --system --no-create-home --shell /usr/sbin/nologin {Get("User")}\n", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_given_the_time_that_the_program_takes_to_stop() =>
        Assert.True(int.Parse(Get("TimeoutStopSec"), CultureInfo.InvariantCulture) >= ProgramSettings.ShutdownTimeout.TotalSeconds);

    [Theory]
    [InlineData("NoNewPrivileges", "yes")]
    [InlineData("CapabilityBoundingSet", "")]
    [InlineData("ProtectSystem", "strict")]
    [InlineData("ProtectHome", "yes")]
    [InlineData("PrivateTmp", "yes")]
    [InlineData("PrivateDevices", "yes")]
    [InlineData("PrivateUsers", "yes")]
    [InlineData("RestrictNamespaces", "yes")]
    [InlineData("SystemCallArchitectures", "native")]
    [InlineData("StateDirectoryMode", "0700")]
    [InlineData("UMask", "0077")]
    public void It_is_confined(string directive, string value) => Assert.Equal(value, Get(directive));

    [Fact]
    public void Only_ordinary_calls_of_the_system_are_allowed_and_compiling_is()
    {
        Assert.Equal(["@system-service", "~@privileged"], Unit["SystemCallFilter"]);
        Assert.Empty(Unit["MemoryDenyWriteExecute"]);
    }

    private static string Get(string directive) => Assert.Single(Unit[directive]);
}
