using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Architecture;

/// <summary>
/// Describes a schema, one line per fact, so that two databases can be compared. Types are compared by SQLite type affinity. Lengths,
/// defaults and brackets in expressions are ignored.
/// </summary>
internal abstract partial class SchemaReader
{
    private readonly List<string> facts = [];

    public static async Task<IReadOnlyList<string>> ReadAsync(TicketingApp app)
    {
        SchemaReader catalogue = app.Database == DatabaseProvider.Sqlite ? new SqliteSchemaReader() : new PostgresSchemaReader();
        await app.UseAsync<TicketingDbContext>(async db =>
        {
            await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
            await catalogue.ReadAsync(db.Database.GetDbConnection());
        });
        return [.. catalogue.facts.Where(fact => !fact.Contains("__EFMigrations", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    protected abstract Task ReadAsync(DbConnection connection);

    protected void Column(string table, string column, string family, bool isNullable, bool countsByItself) =>
        facts.Add($"column {table}.{column}: {family}{(isNullable ? "" : ", required")}{(countsByItself ? ", counts by itself" : "")}");

    protected void PrimaryKey(string table, string name, string columns) => facts.Add($"primary key {name} of {table}: {columns}");

    protected void ForeignKey(string table, string name, string columns, string others, string onDelete) =>
        facts.Add($"foreign key {name} of {table}: {columns} to {others}, on delete {onDelete}");

    protected void Index(string table, string name, string columns, bool isUnique, string? filter) =>
        facts.Add(
            $"{(isUnique ? "unique " : "")}index {name} of {table}: {columns}{(filter is null ? "" : " where " + Normalize(filter))}"
        );

    protected void Check(string table, string name, string expression) => facts.Add($"check {name} of {table}: {Normalize(expression)}");

    protected static async Task<List<T>> RowsAsync<T>(DbConnection connection, string sql, Func<DbDataReader, T> read)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        List<T> rows = [];
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>Removes what PostgreSQL adds to expressions: casts, brackets, ARRAY.</summary>
    private static string Normalize(string expression)
    {
        var uncast = Cast.Replace(expression, "")
            .Replace("= ANY", "IN", StringComparison.Ordinal)
            .Replace("<> ALL", "NOT IN", StringComparison.Ordinal)
            .Replace("ARRAY", "", StringComparison.Ordinal);
        return Spaces.Replace(Brackets.Replace(uncast, " "), " ").Replace(" ,", ",", StringComparison.Ordinal).Trim();
    }

    [GeneratedRegex(@"::(character varying|[a-z]+)(\(\d+\))?(\[\])?")]
    private static partial Regex Cast { get; }

    [GeneratedRegex(@"[()\[\]""]")]
    private static partial Regex Brackets { get; }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces { get; }
}
