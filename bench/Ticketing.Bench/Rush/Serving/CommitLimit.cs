using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Ticketing.Bench.Rush.Serving;

/// <summary>Durable commits a second of SQLite on the same file system, one after the other.</summary>
internal static class CommitLimit
{
    /// <summary>Hold, order and payment: fewer transactions would lose an answer that a buyer has seen.</summary>
    public const int CommitsPerOrder = 3;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(2);

    /// <exception cref="InvalidOperationException"><see cref="CommitCounter"/> counts something else.</exception>
    public static double Measure()
    {
        var folder = Directory.CreateTempSubdirectory("ticketing-commits-");
        try
        {
            var path = Path.Combine(folder.FullName, "commits.db");
            using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
            connection.Open();
            Execute(
                connection,
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE stock (id INTEGER PRIMARY KEY, sold INTEGER);"
            );
            Execute(connection, "INSERT INTO stock VALUES (1, 0);");
            return CountPerSecond(connection, new CommitCounter(path));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static double CountPerSecond(SqliteConnection connection, CommitCounter counter)
    {
        using var sell = connection.CreateCommand();
        sell.CommandText = "UPDATE stock SET sold = sold + 1 WHERE id = 1;";
        sell.Prepare();
        var before = counter.Read();
        var (watch, commits) = (Stopwatch.StartNew(), 0u);
        for (; watch.Elapsed < Duration; commits++)
        {
            sell.ExecuteNonQuery();
        }

        var seconds = watch.Elapsed.TotalSeconds;
        return counter.Read() - before == commits
            ? commits / seconds
            : throw new InvalidOperationException("The header of SQLite's shared memory does not count commits.");
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
