using System.Data.Common;
using System.Globalization;

namespace Ticketing.Infrastructure.Data.Snapshots;

/// <summary>Reads by SQL, because the database may be of an older version than the model.</summary>
internal sealed class FactReader(DbConnection connection, string listTables)
{
    private static readonly string[] TablesOfValue = ["events", "orders"];

    private const string VenueTable = "venue_ids";
    private const string SecretsTable = "hash_secrets";
    private const string HistoryTable = "__EFMigrationsHistory";

    private const string SumMoney = """
        SELECT currency, sum(sold), sum(refunded)
        FROM (
            SELECT currency, total AS sold, 0 AS refunded FROM orders WHERE status IN ('Paid', 'Refunded')
            UNION ALL
            SELECT currency, 0, amount FROM refunds WHERE status = 'Succeeded'
        ) AS movements
        GROUP BY currency
        """;

    public async Task<DatabaseFacts> ReadAsync(CancellationToken ct)
    {
        var names = await ReadAsync(listTables, row => row.GetString(0), ct);
        names.Sort(StringComparer.Ordinal);
        List<TableCount> tables = [];
        foreach (var name in names)
        {
            tables.Add(new TableCount(name, (await ReadAsync($"SELECT count(*) FROM \"{name}\"", ReadNumber, ct))[0]));
        }

        return new DatabaseFacts(
            await FindVenueIdAsync(names, ct),
            await ReadAsync($"SELECT \"MigrationId\" FROM \"{HistoryTable}\" ORDER BY \"MigrationId\"", row => row.GetString(0), ct),
            tables,
            [
                .. (await ReadAsync(SumMoney, row => new MoneyTotal(row.GetString(0), ReadNumber(row, 1), ReadNumber(row, 2)), ct)).OrderBy(
                    total => total.Currency,
                    StringComparer.Ordinal
                ),
            ]
        );
    }

    /// <returns>Null if the database has none.</returns>
    public async Task<byte[]?> FindHashSecretAsync(CancellationToken ct) =>
        (await ReadAsync(listTables, row => row.GetString(0), ct)).Contains(SecretsTable)
            ? (await ReadAsync($"SELECT protected_value FROM {SecretsTable}", row => (byte[])row.GetValue(0), ct)).FirstOrDefault()
            : null;

    /// <returns>Null if the database has none, or nothing to lose: neither events nor orders.</returns>
    public async Task<Guid?> FindVenueIdAsync(CancellationToken ct)
    {
        var tables = await ReadAsync(listTables, row => row.GetString(0), ct);
        foreach (var table in TablesOfValue.Where(tables.Contains))
        {
            if ((await ReadAsync($"SELECT 1 FROM {table} LIMIT 1", row => row.GetValue(0), ct)).Count > 0)
            {
                return await FindVenueIdAsync(tables, ct);
            }
        }

        return null;
    }

    private async Task<Guid?> FindVenueIdAsync(List<string> tables, CancellationToken ct) =>
        tables.Contains(VenueTable)
            ? (await ReadAsync($"SELECT id FROM {VenueTable}", row => (Guid?)Guid.Parse($"{row.GetValue(0)}"), ct)).FirstOrDefault()
            : null;

    private static long ReadNumber(DbDataReader row) => ReadNumber(row, 0);

    // PostgreSQL adds bigints to numerics.
    private static long ReadNumber(DbDataReader row, int column) => Convert.ToInt64(row.GetValue(column), CultureInfo.InvariantCulture);

    private async Task<List<T>> ReadAsync<T>(string sql, Func<DbDataReader, T> read, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        await using var reader = await command.ExecuteReaderAsync(ct);
        List<T> rows = [];
        while (await reader.ReadAsync(ct))
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
