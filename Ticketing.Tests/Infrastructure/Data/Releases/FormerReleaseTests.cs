using System.Text.RegularExpressions;
using Npgsql;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Data.Releases;

/// <summary>
/// On PostgreSQL, processes of the former release go on while a new one migrates the database: their statements must work with the new
/// schema. CONTRIBUTING.md tells when and how <c>postgres-statements.tsv</c> is recorded.
/// </summary>
public sealed partial class FormerReleaseTests
{
    private const int MinStatements = 1000;

    private static readonly IReadOnlyList<FormerStatement> Statements = FormerStatement.Read(
        File.ReadLines(Path.Combine(Repository.Folder, "Ticketing.Tests/Infrastructure/Data/Releases/postgres-statements.tsv"))
    );

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [OnPostgres]
    public async Task Its_statements_can_be_prepared_on_the_new_schema()
    {
        var database = PostgresServer.CreateDatabase();
        try
        {
            await using var connection = new NpgsqlConnection(database);
            await connection.OpenAsync(Ct);
            var refused = new List<string>();
            foreach (var statement in Statements)
            {
                if (await TryPrepareAsync(connection, statement) is { } reason)
                {
                    refused.Add($"{reason}: {statement.Sql}");
                }
            }

            Assert.InRange(Statements.Count, MinStatements, int.MaxValue);
            Assert.True(refused.Count == 0, $"{refused.Count} of {Statements.Count}:\n{string.Join('\n', refused)}");
        }
        finally
        {
            PostgresServer.DropDatabase(database);
        }
    }

    [OnPostgres]
    public async Task The_rows_that_it_inserts_leave_no_column_empty_that_must_be_set()
    {
        var database = PostgresServer.CreateDatabase();
        try
        {
            var required = await ReadRequiredColumnsAsync(database);
            var inserts = Statements.Select(statement => Insert.Match(statement.Sql)).Where(match => match.Success).ToList();
            Assert.NotEmpty(inserts);
            Assert.All(
                inserts,
                insert =>
                {
                    var given = insert.Groups["columns"].Value.Split(", ").Select(column => column.Trim('"'));
                    Assert.Empty(required[insert.Groups["table"].Value].Except(given).Select(column => $"{insert.Value}: {column}"));
                }
            );
        }
        finally
        {
            PostgresServer.DropDatabase(database);
        }
    }

    /// <returns>Null if the server accepts it.</returns>
    private static async Task<string?> TryPrepareAsync(NpgsqlConnection connection, FormerStatement statement)
    {
        var types = statement.Types.Length == 0 ? "" : $"({statement.Types})";
        try
        {
            await using var prepare = new NpgsqlCommand($"PREPARE former {types} AS {statement.Sql}; DEALLOCATE former", connection);
            await prepare.ExecuteNonQueryAsync(Ct);
            return null;
        }
        catch (PostgresException error)
        {
            return error.MessageText;
        }
    }

    /// <returns>By table: columns without a default that cannot be null.</returns>
    private static async Task<ILookup<string, string>> ReadRequiredColumnsAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(
            """
            SELECT table_name, column_name FROM information_schema.columns
            WHERE table_schema = 'public' AND is_nullable = 'NO' AND column_default IS NULL
              AND is_identity = 'NO' AND is_generated = 'NEVER'
            """,
            connection
        );
        await using var rows = await command.ExecuteReaderAsync(Ct);
        var found = new List<(string Table, string Column)>();
        while (await rows.ReadAsync(Ct))
        {
            found.Add((rows.GetString(0), rows.GetString(1)));
        }

        return found.ToLookup(row => row.Table, row => row.Column);
    }

    [GeneratedRegex("""^INSERT INTO "?(?<table>\w+)"? \((?<columns>[^)]+)\)""")]
    private static partial Regex Insert { get; }
}
