using System.Data.Common;

namespace Ticketing.Tests.Architecture;

internal sealed class PostgresSchemaReader : SchemaReader
{
    private const string Columns =
        "SELECT table_name, column_name, data_type, is_nullable = 'YES', is_identity = 'YES' FROM information_schema.columns WHERE "
        + "table_schema = 'public'";

    private const string Keys = """
        SELECT c.conname, t.relname, c.contype::text,
            (SELECT string_agg(a.attname, ', ' ORDER BY k.n) FROM unnest(c.conkey) WITH ORDINALITY k(no, n) JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.no),
            o.relname || '(' || (SELECT string_agg(a.attname, ', ' ORDER BY k.n) FROM unnest(c.confkey) WITH ORDINALITY k(no, n) JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.no) || ')',
            CASE c.confdeltype WHEN 'a' THEN 'NO ACTION' WHEN 'r' THEN 'RESTRICT' WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' ELSE c.confdeltype::text END,
            pg_get_expr(c.conbin, c.conrelid)
        FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid LEFT JOIN pg_class o ON o.oid = c.confrelid
        WHERE t.relnamespace = 'public'::regnamespace AND c.contype IN ('p', 'f', 'c', 'u')
        """;

    private const string Indexes = """
        SELECT t.relname, n.relname, i.indisunique, pg_get_expr(i.indpred, i.indrelid),
            (SELECT string_agg(pg_get_indexdef(i.indexrelid, k, true), ', ' ORDER BY k) FROM generate_series(1, i.indnkeyatts) k)
        FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid JOIN pg_class n ON n.oid = i.indexrelid
        WHERE t.relnamespace = 'public'::regnamespace AND NOT i.indisprimary
        """;

    protected override async Task ReadAsync(DbConnection connection)
    {
        foreach (
            var c in await RowsAsync(
                connection,
                Columns,
                r =>
                    (
                        Table: r.GetString(0),
                        Name: r.GetString(1),
                        Type: r.GetString(2),
                        IsNullable: r.GetBoolean(3),
                        Counts: r.GetBoolean(4)
                    )
            )
        )
        {
            Column(c.Table, c.Name, FamilyOf(c.Type), c.IsNullable, c.Counts);
        }

        foreach (
            var index in await RowsAsync(
                connection,
                Indexes,
                r => (Table: r.GetString(0), Name: r.GetString(1), IsUnique: r.GetBoolean(2), Filter: Text(r, 3), Columns: r.GetString(4))
            )
        )
        {
            Index(index.Table, index.Name, index.Columns, index.IsUnique, index.Filter);
        }

        await ReadKeysAsync(connection);
    }

    private async Task ReadKeysAsync(DbConnection connection)
    {
        var keys = await RowsAsync(
            connection,
            Keys,
            r =>
                (
                    Name: r.GetString(0),
                    Table: r.GetString(1),
                    Kind: r.GetString(2),
                    Columns: r.GetString(3),
                    Others: Text(r, 4),
                    OnDelete: Text(r, 5),
                    Expression: Text(r, 6)
                )
        );
        foreach (var key in keys)
        {
            switch (key.Kind)
            {
                case "p":
                    PrimaryKey(key.Table, key.Name, key.Columns);
                    break;
                case "f":
                    ForeignKey(key.Table, key.Name, key.Columns, key.Others!, key.OnDelete!);
                    break;
                case "c":
                    Check(key.Table, key.Name, key.Expression!);
                    break;
                default:
                    throw new NotSupportedException($"{key.Name}: the model makes unique indexes, no unique constraints.");
            }
        }
    }

    private static string FamilyOf(string type) =>
        type switch
        {
            "integer" or "bigint" or "boolean" or "timestamp with time zone" => "INTEGER",
            "character varying" or "text" or "uuid" or "jsonb" or "numeric" => "TEXT",
            "bytea" => "BLOB",
            _ => type,
        };

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
