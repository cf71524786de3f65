using System.ComponentModel;
using System.Diagnostics;
using Npgsql;

namespace Ticketing.Infrastructure.Data.Snapshots;

/// <summary>Runs pg_dump and its companions, which are as new as the server or newer.</summary>
internal static class PostgresTools
{
    public const string Dump = "pg_dump";
    public const string Restore = "pg_restore";
    public const string Shell = "psql";

    private const string DebianFolder = "/usr/lib/postgresql";

    /// <summary>On the PATH, or the newest where Debian puts them.</summary>
    public static string? Find(string tool)
    {
        var debian = Directory.Exists(DebianFolder) ? Directory.GetDirectories(DebianFolder) : [];
        return debian
            .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0)
            .Select(folder => Path.Combine(folder, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            .Select(folder => Path.Combine(folder, tool))
            .FirstOrDefault(File.Exists);
    }

    /// <param name="database">Another database of the same server; null for the one of <paramref name="connectionString"/>.</param>
    /// <exception cref="SnapshotException">The tool is missing or failed.</exception>
    public static async Task RunAsync(
        string tool,
        string connectionString,
        string? database,
        IEnumerable<string> arguments,
        CancellationToken ct
    )
    {
        var start = new ProcessStartInfo(Find(tool) ?? throw new SnapshotException($"{tool} is not installed."), arguments)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in DescribeConnection(new(connectionString), database))
        {
            start.Environment[name] = value;
        }

        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            await WaitAsync(tool, process, ct);
        }
        catch (Win32Exception error)
        {
            throw new SnapshotException($"{tool} cannot be started: {error.Message}.", error);
        }
    }

    private static async Task WaitAsync(string tool, Process process, CancellationToken ct)
    {
        var (errors, output) = (process.StandardError.ReadToEndAsync(ct), process.StandardOutput.ReadToEndAsync(ct));
        try
        {
            await process.WaitForExitAsync(ct);
            await output;
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            throw;
        }

        if (process.ExitCode != 0)
        {
            var lines = (await errors).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            throw new SnapshotException($"{tool} failed: {(lines.Length > 0 ? lines[0] : $"exit code {process.ExitCode}")}");
        }
    }

    /// <summary>In the environment, because other users can read the arguments of a process.</summary>
    private static IEnumerable<(string Name, string? Value)> DescribeConnection(NpgsqlConnectionStringBuilder connection, string? database)
    {
        yield return ("PGHOST", connection.Host);
        yield return ("PGPORT", $"{connection.Port}");
        yield return ("PGUSER", connection.Username);
        yield return ("PGDATABASE", database ?? connection.Database);
        yield return ("PGPASSWORD", connection.Password);
        yield return ("PGSSLMODE", DescribeSslMode(connection.SslMode));
        yield return ("PGSSLROOTCERT", connection.RootCertificate);
        yield return ("PGSSLCERT", connection.SslCertificate);
        yield return ("PGSSLKEY", connection.SslKey);
        yield return ("PGAPPNAME", "Ticketing backup");
        yield return ("PGCONNECT_TIMEOUT", "15");
        yield return ("LC_ALL", "C");
    }

    private static string DescribeSslMode(SslMode mode) =>
        mode switch
        {
            SslMode.Disable => "disable",
            SslMode.Allow => "allow",
            SslMode.Require => "require",
            SslMode.VerifyCA => "verify-ca",
            SslMode.VerifyFull => "verify-full",
            _ => "prefer",
        };
}
