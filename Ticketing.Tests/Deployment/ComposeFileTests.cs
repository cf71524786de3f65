using System.Globalization;
using System.Text.RegularExpressions;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Deployment;

public sealed partial class ComposeFileTests
{
    private const string Host = "tickets.example.org";

    public static TheoryData<string> Folders => ["venue", "scale"];

    [Theory, MemberData(nameof(Folders))]
    public void Every_setting_in_it_is_one_of_the_programs(string folder)
    {
        var settings = ComposeFile
            .Load(folder)
            .Services["app"]
            .Environment!.ToDictionary(e => e.Key, e => HostVariable.Replace(e.Value, Host));
        Assert.Equal($"https://{Host}", settings["Site__PublicBaseUrl"]);

        // Provided by the operator.
        if (settings.Remove("ConnectionStrings__Ticketing_FILE"))
        {
            settings["ConnectionStrings__Ticketing"] = ConnectionInTheComments().ConnectionString;
        }

        ProgramSettings.AssertStartsWith(settings);
    }

    [Theory, MemberData(nameof(Folders))]
    public void Only_the_proxy_can_be_reached_and_only_it_is_trusted(string folder)
    {
        var file = ComposeFile.Load(folder);
        Assert.Equal(["proxy"], file.Services.Where(s => s.Value.Ports is not null).Select(s => s.Key));
        Assert.Equal(["80:80", "443:443", "443:443/udp"], file.Services["proxy"].Ports!);

        var front = Assert.Single(file.Services["proxy"].Networks);
        Assert.Equal(["app", "proxy"], file.Services.Where(s => s.Value.Networks.Contains(front)).Select(s => s.Key).Order());
        var trusted = file.Services["app"].Environment!.Where(e => e.Key.StartsWith("Proxy__KnownNetworks__", StringComparison.Ordinal));
        Assert.Equal(file.Networks[front]!.Ipam!.Config.Select(c => c.Value), trusted.OrderBy(e => e.Key).Select(e => e.Value));
        Assert.True(file.Networks[front]!.EnableIpv6);
        Assert.All(file.Networks.Where(n => n.Key != front), network => Assert.True(network.Value!.Internal));
    }

    [Theory, MemberData(nameof(Folders))]
    public void Caddy_leads_to_the_port_of_the_program(string folder)
    {
        var file = ComposeFile.Load(folder);
        var caddy = Repository.Read($"deploy/compose/{folder}/Caddyfile");

        Assert.Contains("./Caddyfile:/etc/caddy/Caddyfile:ro", file.Services["proxy"].Volumes);
        Assert.Contains("{$SITE_HOST} {\n", caddy, StringComparison.Ordinal);
        Assert.Contains("SITE_HOST", file.Services["proxy"].Environment!);
        Assert.Matches(
            string.Create(
                CultureInfo.InvariantCulture,
                $@"reverse_proxy app:{ProgramSettings.Port}\n|name app\n\s+port {ProgramSettings.Port}\n"
            ),
            caddy
        );
    }

    [Theory, MemberData(nameof(Folders))]
    public void Everything_that_services_name_is_there(string folder)
    {
        var file = ComposeFile.Load(folder);
        var volumes = file.Services.Values.SelectMany(s => s.Volumes).Select(v => v.Split(':')[0]).Where(v => v[0] != '.');

        Assert.Equal(file.Volumes.Keys.Order(), volumes.Order());
        Assert.Equal(file.Networks.Keys.Order(), file.Services.Values.SelectMany(s => s.Networks).Distinct().Order());
        Assert.Equal((file.Secrets ?? []).Keys.Order(), file.Services.Values.SelectMany(s => s.Secrets ?? []).Order());
        Assert.All(file.Services.Values.SelectMany(s => s.DependsOn ?? []), d => Assert.NotNull(file.Services[d.Key].Healthcheck));
        var build = Path.GetFullPath(file.Services["app"].Build!, Path.Combine(Repository.Folder, "deploy/compose", folder));
        Assert.True(File.Exists(Path.Combine(build, "Dockerfile")));
    }

    [Theory, MemberData(nameof(Folders))]
    public void Every_service_is_limited_in_memory_processes_and_capabilities(string folder)
    {
        var services = ComposeFile.Load(folder).Services;
        Assert.All(
            services.Values,
            service =>
            {
                Assert.Matches(@"^\d+[mg]$", service.MemLimit);
                Assert.True(service.PidsLimit > 0);
                Assert.Equal(["ALL"], service.CapDrop);
                Assert.Equal(["no-new-privileges:true"], service.SecurityOpt);
            }
        );
        Assert.True(services["app"].ReadOnly && services["proxy"].ReadOnly);
        Assert.Equal(["app-data:/data"], services["app"].Volumes);
        Assert.Equal(["/tmp"], services["app"].Tmpfs!);
        Assert.Null(services["app"].CapAdd);
    }

    [Theory, MemberData(nameof(Folders))]
    public void The_program_is_given_the_time_that_it_takes_to_stop(string folder)
    {
        var period = ComposeFile.Load(folder).Services["app"].StopGracePeriod!;
        Assert.True(int.Parse(period.TrimEnd('s'), CultureInfo.InvariantCulture) >= ProgramSettings.ShutdownTimeout.TotalSeconds, period);
    }

    [Theory, MemberData(nameof(Folders))]
    public void No_secret_is_written_in_it_and_each_that_is_used_is_made_by_the_operator(string folder)
    {
        var text = Repository.Read(ComposeFile.PathOf(folder));
        var file = ComposeFile.Load(folder);

        ProgramSettings.AssertHoldsNoSecret(file.Services.Values.SelectMany(s => s.Environment ?? []));
        Assert.All(file.Secrets ?? [], secret => Assert.Contains($"> {secret.Value.File}\n", text, StringComparison.Ordinal));
        var read = file.Services.Values.SelectMany(s => s.Environment ?? []).Where(e => e.Key.EndsWith("_FILE", StringComparison.Ordinal));
        Assert.Equal((file.Secrets ?? []).Keys.Select(name => $"/run/secrets/{name}").Order(), read.Select(e => e.Value).Order());
        Assert.Equal(["secrets/", "settings.env", ".env"], File.ReadAllLines(Path.Combine(Repository.Folder, ".gitignore")).TakeLast(3));
    }

    [Fact]
    public void The_program_is_told_the_database_that_the_server_makes()
    {
        var connection = ConnectionInTheComments();
        var services = ComposeFile.Load("scale").Services;

        Assert.Equal(connection.Database, services[connection.Host!].Environment!["POSTGRES_DB"]);
        Assert.Equal(connection.Username, services[connection.Host!].Environment!["POSTGRES_USER"]);
        Assert.Equal("Postgres", services["app"].Environment!["Database__Provider"]);
        Assert.InRange(services["app"].Deploy!.Replicas * connection.MaxPoolSize, 2, 90);
    }

    private static Npgsql.NpgsqlConnectionStringBuilder ConnectionInTheComments() =>
        new(Connection.Match(Repository.Read(ComposeFile.PathOf("scale"))).Groups[1].Value);

    [GeneratedRegex(@"\$\{SITE_HOST:\?[^}]+\}")]
    private static partial Regex HostVariable { get; }

    [GeneratedRegex(@"""(Host=[^""]*)""")]
    private static partial Regex Connection { get; }
}
