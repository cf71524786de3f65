using System.Text.RegularExpressions;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Hosting;

public sealed partial class ComposeFileTests
{
    private static readonly string Compose = File.ReadAllText(Path.Combine(Repository.Folder, "compose.yaml"));

    [Fact]
    public void Every_setting_in_it_is_one_of_the_programs()
    {
        var settings = Setting
            .Matches(Compose)
            .ToDictionary(m => m.Groups[1].Value.Replace("__", ":", StringComparison.Ordinal), m => m.Groups[2].Value);
        Assert.Equal("Postgres", settings["Database:Provider"]);

        // Provided by the operator.
        Assert.True(settings.Remove("ConnectionStrings:Ticketing_FILE"));
        settings["Site:PublicBaseUrl"] = "https://tickets.example.org";
        var given = settings.Select(s => $"{s.Key}={s.Value}").Append($"ConnectionStrings:Ticketing={ConnectionInTheComments()}");
        Assert.Empty(TestConfiguration.FindProblems("Production", [.. given]));
    }

    [Fact]
    public void The_program_is_told_the_database_that_the_server_makes()
    {
        var connection = new Npgsql.NpgsqlConnectionStringBuilder(ConnectionInTheComments());

        Assert.Matches($"(?m)^  {connection.Host}:$", Compose);
        Assert.Contains($"POSTGRES_DB: {connection.Database}\n", Compose, StringComparison.Ordinal);
        Assert.Contains($"POSTGRES_USER: {connection.Username}\n", Compose, StringComparison.Ordinal);
    }

    [Fact]
    public void No_secret_is_written_in_it_and_each_that_is_used_is_made_by_the_operator()
    {
        var used = SecretFile.Matches(Compose).Select(m => m.Groups[1].Value).Distinct().ToList();

        Assert.Equal(2, used.Count);
        Assert.All(used, secret => Assert.Contains($"> secrets/{secret}", Compose, StringComparison.Ordinal));
        Assert.All(used, secret => Assert.Contains($"file: secrets/{secret}", Compose, StringComparison.Ordinal));
        Assert.Contains("secrets/", File.ReadAllLines(Path.Combine(Repository.Folder, ".gitignore")));
    }

    [Fact]
    public void Every_service_is_limited_in_memory_processes_and_capabilities()
    {
        var services = ServiceBlock.Matches(Compose).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
        Assert.Equal(["app", "db"], services.Keys.Order());
        Assert.All(
            services.Values,
            service =>
            {
                Assert.Matches(@"(?m)^    mem_limit: \d+[mg]$", service);
                Assert.Matches(@"(?m)^    pids_limit: \d+$", service);
                Assert.Contains("    cap_drop:\n      - ALL\n", service, StringComparison.Ordinal);
                Assert.Contains("      - no-new-privileges:true\n", service, StringComparison.Ordinal);
            }
        );
        Assert.Contains("    read_only: true\n", services["app"], StringComparison.Ordinal);
        Assert.DoesNotContain("cap_add", services["app"], StringComparison.Ordinal);
    }

    private static string ConnectionInTheComments() => Connection.Match(Compose).Groups[1].Value;

    [GeneratedRegex(@"^      (\w+?__\w+): (.*)$", RegexOptions.Multiline)]
    private static partial Regex Setting { get; }

    [GeneratedRegex(@"^  (app|db):\n((?:(?: {4}.*)?\n)+)", RegexOptions.Multiline)]
    private static partial Regex ServiceBlock { get; }

    [GeneratedRegex(@"_FILE: /run/secrets/([\w-]+)")]
    private static partial Regex SecretFile { get; }

    [GeneratedRegex(@"""(Host=[^""]*)""")]
    private static partial Regex Connection { get; }
}
