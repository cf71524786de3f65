using k8s.Models;
using Npgsql;
using Ticketing.Infrastructure.Data.Snapshots;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Deployment;

/// <summary>Runs the script of the CronJob.</summary>
public sealed class KubernetesBackupTests : IDisposable
{
    private static readonly V1Container Job = Cluster.Load("overlays/scale").Containers.Single(c => c.Name == "backup");
    private readonly string folder = Directory.CreateTempSubdirectory("ticketing-dumps-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [OnPostgres]
    public async Task A_backup_can_be_restored_and_replaces_those_that_are_too_old()
    {
        var (from, to) = (PostgresServer.CreateDatabase(), PostgresServer.CreateEmptyDatabase());
        CreateFile("ticketing-2020-01-01T03-00-00Z.dump", TimeSpan.FromDays(32));
        CreateFile("ticketing-recent.dump", TimeSpan.FromDays(29));
        CreateFile("ticketing-killed.dump.unfinished", TimeSpan.Zero);

        Assert.Equal("", (await RunAsync(from)).Errors);

        var made = Assert.Single(FindDumps(), file => file != "ticketing-recent.dump");
        Assert.Equal(2, Directory.GetFiles(folder).Length);
        await PostgresTools.RunAsync(
            PostgresTools.Restore,
            to,
            database: null,
            [$"--dbname={new NpgsqlConnectionStringBuilder(to).Database}", "--no-owner", Path.Combine(folder, made)],
            Ct
        );
        Assert.Equal(await CountTablesAsync(from), await CountTablesAsync(to));
        Assert.True(await CountTablesAsync(to) > 30);
    }

    [OnPostgres]
    public async Task If_the_database_does_not_answer_the_job_fails_and_keeps_old_backups()
    {
        CreateFile("ticketing-2020-01-01T03-00-00Z.dump", TimeSpan.FromDays(32));

        Assert.NotEqual(0, (await RunAsync("Host=127.0.0.1;Port=1;Username=ticketing;Database=ticketing")).ExitCode);

        Assert.Equal(["ticketing-2020-01-01T03-00-00Z.dump"], FindDumps());
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<TicketingProcess.Outcome> RunAsync(string database)
    {
        var mount = Assert.Single(Job.VolumeMounts).MountPath;
        var script = Assert.Single(Job.Args).Replace($"cd {mount}\n", $"cd '{folder}'\n", StringComparison.Ordinal);
        Assert.DoesNotContain(mount, script, StringComparison.Ordinal);
        var connection = new NpgsqlConnectionStringBuilder(database);
        var tools = Path.GetDirectoryName(PostgresTools.Find(PostgresTools.Dump));
        return await TicketingProcess.RunAsync(
            Job.Command[0],
            [.. Job.Command.Skip(1), script],
            folder,
            new()
            {
                ["PATH"] = $"{tools}:{Environment.GetEnvironmentVariable("PATH")}",
                ["PGHOST"] = connection.Host!,
                ["PGPORT"] = connection.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
                ["PGUSER"] = connection.Username!,
                ["PGPASSWORD"] = connection.Password ?? "",
                ["PGDATABASE"] = connection.Database!,
            }
        );
    }

    private void CreateFile(string name, TimeSpan age)
    {
        var file = Path.Combine(folder, name);
        File.WriteAllText(file, "");
        File.SetLastWriteTimeUtc(file, TimeProvider.System.GetUtcNow().UtcDateTime - age);
    }

    private List<string> FindDumps() => [.. Directory.GetFiles(folder, "*.dump").Select(file => Path.GetFileName(file))];

    private static async Task<long> CountTablesAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", connection);
        return (long)(await command.ExecuteScalarAsync(Ct))!;
    }
}
