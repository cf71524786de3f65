using Microsoft.Data.Sqlite;

namespace Ticketing.Infrastructure.Data.Sqlite;

/// <summary>
/// Upgrades a file of the last release before <c>Initial</c>, in one transaction. SQLite cannot alter a CHECK: tables are built anew, as
/// its documentation of ALTER TABLE describes.
/// </summary>
internal sealed class SqliteLegacyUpgrade : IAsyncDisposable
{
    public static readonly IReadOnlyList<string> Migrations =
    [
        "20261122161305_Initial",
        "20261122170558_DataProtectionKeys",
        "20261122192656_AdminArea",
        "20261122213132_DoorMailAndSettings",
        "20261123005231_Insights",
        "20261123061816_RealMoney",
    ];

    private readonly SqliteConnection connection;

    // Foreign keys are off: otherwise dropping a table would delete the rows that refer to it. Unpooled, so that no other work gets such a
    // connection.
    private SqliteLegacyUpgrade(string connectionString) =>
        connection = new SqliteConnection(
            new SqliteConnectionStringBuilder(connectionString) { Pooling = false, ForeignKeys = false }.ConnectionString
        );

    public static async Task RunAsync(string connectionString, string initial, CancellationToken ct)
    {
        await using var upgrade = new SqliteLegacyUpgrade(connectionString);
        await upgrade.connection.OpenAsync(ct);
        await upgrade.ExecuteAsync("PRAGMA synchronous = FULL", ct);
        await upgrade.ExecuteAsync("BEGIN IMMEDIATE", ct);
        var broken = await upgrade.FindBrokenReferencesAsync(ct);
        await upgrade.ConvertAsync(initial, ct);
        if ((await upgrade.FindBrokenReferencesAsync(ct)).Except(broken).ToList() is { Count: > 0 } added)
        {
            throw MigrationHistoryException.Failed($"rows would refer to missing rows ({string.Join(", ", added)})");
        }

        await upgrade.ExecuteAsync("COMMIT", CancellationToken.None);
    }

    /// <summary>Rolls back if not committed.</summary>
    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task ConvertAsync(string initial, CancellationToken ct)
    {
        await RebuildAsync(
            "asp_net_users",
            [("standing", "status"), ("'Invited', 'Waiting', 'Active', 'Disabled'", LegacyUpgrade.UserStatus)],
            ("\"standing\"", "CASE standing WHEN 'Waiting' THEN 'PendingApproval' ELSE standing END"),
            ct
        );
        await RebuildAsync(
            "cancellation_entries",
            [("'Pending', 'Told', 'Refunded', 'Failed'", LegacyUpgrade.CancellationEntryStatus)],
            ("\"status\"", "CASE status WHEN 'Told' THEN 'RefundPending' ELSE status END"),
            ct
        );
        await RebuildAsync(
            "refunds",
            [("'Staff', 'PaidTooLate', 'EventCancelled'", LegacyUpgrade.RefundCause)],
            ("\"cause\"", $"CASE WHEN {LegacyUpgrade.IsMadeAtProvider} THEN 'MadeAtProvider' ELSE cause END"),
            ct
        );
        await ExecuteAsync("UPDATE refunds SET reason = '' WHERE cause = 'MadeAtProvider'", ct);
        foreach (var sql in LegacyUpgrade.RenameDifferences.Concat(LegacyUpgrade.ReplaceHistory(initial)))
        {
            await ExecuteAsync(sql, ct);
        }
    }

    private async Task RebuildAsync(
        string table,
        IReadOnlyList<(string Old, string New)> definition,
        (string Column, string Value) conversion,
        CancellationToken ct
    )
    {
        var create = definition.Aggregate(await ReadDefinitionAsync(table, ct), (sql, change) => Replace(sql, change.Old, change.New));
        var indexes = await ReadAsync(
            $"SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = '{table}' AND sql IS NOT NULL",
            ct
        );
        var columns = string.Join(", ", await ReadAsync($"SELECT '\"' || name || '\"' FROM pragma_table_info('{table}')", ct));
        await ExecuteAsync($"CREATE TABLE \"new_{table}\" {create}", ct);
        await ExecuteAsync(
            $"INSERT INTO \"new_{table}\" SELECT {Replace(columns, conversion.Column, conversion.Value)} FROM \"{table}\"",
            ct
        );
        await ExecuteAsync($"DROP TABLE \"{table}\"", ct);
        await ExecuteAsync($"ALTER TABLE \"new_{table}\" RENAME TO \"{table}\"", ct);
        foreach (var index in indexes)
        {
            await ExecuteAsync(index, ct);
        }
    }

    /// <returns>Everything after the table's name.</returns>
    private async Task<string> ReadDefinitionAsync(string table, CancellationToken ct)
    {
        var sql = (await ReadAsync($"SELECT sql FROM sqlite_master WHERE type = 'table' AND name = '{table}'", ct)).Single();
        return sql[sql.IndexOf('(', StringComparison.Ordinal)..];
    }

    private Task<List<string>> FindBrokenReferencesAsync(CancellationToken ct) =>
        ReadAsync("SELECT \"table\" || ' to ' || parent || ': ' || count(*) FROM pragma_foreign_key_check GROUP BY \"table\", parent", ct);

    private async Task<List<string>> ReadAsync(string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(ct);
        List<string> values = [];
        while (await reader.ReadAsync(ct))
        {
            values.Add(reader.GetString(0));
        }

        return values;
    }

    private async Task ExecuteAsync(string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(ct);
    }

    private static string Replace(string text, string from, string to) =>
        text.Contains(from, StringComparison.Ordinal)
            ? text.Replace(from, to, StringComparison.Ordinal)
            : throw MigrationHistoryException.Failed($"{from} is missing in {text}");
}
