using System.Data.Common;
using System.Text.RegularExpressions;

namespace Ticketing.Tests.Architecture;

/// <summary>Parses the CREATE statements for names and checks, which the pragmas do not return.</summary>
internal sealed partial class SqliteSchemaReader : SchemaReader
{
    protected override async Task ReadAsync(DbConnection connection)
    {
        var tables = await RowsAsync(
            connection,
            "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
            row => (Name: row.GetString(0), Sql: row.GetString(1))
        );
        foreach (var (table, sql) in tables)
        {
            await ReadColumnsAsync(connection, table, sql);
            await ReadForeignKeysAsync(connection, table, sql);
            await ReadIndexesAsync(connection, table);
            foreach (Match check in Checks.Matches(sql))
            {
                Check(table, check.Groups[1].Value, check.Groups[2].Value);
            }
        }
    }

    private async Task ReadColumnsAsync(DbConnection connection, string table, string sql)
    {
        // Computed columns (hidden is 2) are declared without a type.
        var columns = await RowsAsync(
            connection,
            "SELECT name, CASE hidden WHEN 2 THEN 'TEXT' ELSE type END, \"notnull\" OR hidden = 2, pk "
                + $"FROM pragma_table_xinfo('{table}')",
            row => (Name: row.GetString(0), Type: row.GetString(1), IsRequired: row.GetBoolean(2), KeyPart: row.GetInt32(3))
        );
        foreach (var column in columns)
        {
            var countsByItself = column.KeyPart == 1 && sql.Contains("AUTOINCREMENT", StringComparison.Ordinal);
            Column(table, column.Name, column.Type, !column.IsRequired, countsByItself);
        }

        var name = KeyName.Match(sql).Groups[1].Value;
        PrimaryKey(table, name, string.Join(", ", columns.Where(c => c.KeyPart > 0).OrderBy(c => c.KeyPart).Select(c => c.Name)));
    }

    private async Task ReadForeignKeysAsync(DbConnection connection, string table, string sql)
    {
        var parts = await RowsAsync(
            connection,
            $"SELECT id, \"table\", \"from\", \"to\", on_delete FROM pragma_foreign_key_list('{table}') ORDER BY id, seq",
            row => (Id: row.GetInt32(0), Other: row.GetString(1), From: row.GetString(2), To: row.GetString(3), OnDelete: row.GetString(4))
        );
        foreach (var key in parts.GroupBy(p => p.Id))
        {
            var (columns, first) = (string.Join(", ", key.Select(p => p.From)), key.First());
            var name = ForeignKeys
                .Matches(sql)
                .Single(m => m.Groups[2].Value.Replace("\"", "", StringComparison.Ordinal) == columns)
                .Groups[1]
                .Value;
            ForeignKey(table, name, columns, $"{first.Other}({string.Join(", ", key.Select(p => p.To))})", first.OnDelete);
        }
    }

    private async Task ReadIndexesAsync(DbConnection connection, string table)
    {
        // Origin "c": CREATE INDEX; the others belong to keys.
        var indexes = await RowsAsync(
            connection,
            $"SELECT l.name, \"unique\", sql FROM pragma_index_list('{table}') l JOIN sqlite_master m ON m.name = l.name WHERE origin = "
                + "'c'",
            row => (Name: row.GetString(0), IsUnique: row.GetBoolean(1), Sql: row.GetString(2))
        );
        foreach (var index in indexes)
        {
            var columns = await RowsAsync(
                connection,
                $"SELECT name FROM pragma_index_info('{index.Name}') ORDER BY seqno",
                row => row.GetString(0)
            );
            var where = index.Sql.IndexOf(" WHERE ", StringComparison.Ordinal);
            Index(table, index.Name, string.Join(", ", columns), index.IsUnique, where < 0 ? null : index.Sql[(where + 7)..]);
        }
    }

    // Columns added later share a line with the next ones.
    [GeneratedRegex("""CONSTRAINT "(\w+)" CHECK \((.*?)\)(?:,?$|, ")""", RegexOptions.Multiline)]
    private static partial Regex Checks { get; }

    [GeneratedRegex("""CONSTRAINT "(\w+)" PRIMARY KEY""")]
    private static partial Regex KeyName { get; }

    [GeneratedRegex("""CONSTRAINT "(\w+)" FOREIGN KEY \(([^)]*)\)""")]
    private static partial Regex ForeignKeys { get; }
}
