using Npgsql;

namespace Ticketing.Infrastructure.Data.Postgres;

/// <summary>Upgrades a database of the last release before <c>Initial</c>, in one transaction.</summary>
internal static class PostgresLegacyUpgrade
{
    public static readonly IReadOnlyList<string> Migrations =
    [
        "20261122170600_Initial",
        "20261122192659_AdminArea",
        "20261122213135_DoorMailAndSettings",
        "20261123005235_Insights",
        "20261123061819_RealMoney",
    ];

    // All at once and before any change, so that a process that still serves is waited for here, not in the middle.
    private const string LockTables =
        "LOCK TABLE asp_net_users, cancellation_entries, refunds, decided_differences, \"__EFMigrationsHistory\" IN ACCESS EXCLUSIVE MODE";

    private static readonly string[] Convert =
    [
        "ALTER TABLE asp_net_users RENAME COLUMN standing TO status",
        "ALTER TABLE asp_net_users DROP CONSTRAINT ck_asp_net_users_standing",
        "UPDATE asp_net_users SET status = 'PendingApproval' WHERE status = 'Waiting'",
        $"ALTER TABLE asp_net_users ADD CONSTRAINT ck_asp_net_users_status CHECK (status IN ({LegacyUpgrade.UserStatus}))",
        "ALTER TABLE cancellation_entries DROP CONSTRAINT ck_cancellation_entries_status",
        "UPDATE cancellation_entries SET status = 'RefundPending' WHERE status = 'Told'",
        "ALTER TABLE cancellation_entries ADD CONSTRAINT ck_cancellation_entries_status CHECK (status IN "
            + $"({LegacyUpgrade.CancellationEntryStatus}))",
        "ALTER TABLE refunds DROP CONSTRAINT ck_refunds_cause",
        $"UPDATE refunds SET cause = 'MadeAtProvider', reason = '' WHERE {LegacyUpgrade.IsMadeAtProvider}",
        $"ALTER TABLE refunds ADD CONSTRAINT ck_refunds_cause CHECK (cause IN ({LegacyUpgrade.RefundCause}))",
    ];

    public static async Task RunAsync(string connectionString, string initial, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString
        );
        await connection.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await ExecuteAsync(connection, LockTables, ct);

        // The migration lock ends with its connection, so another process may have been here.
        if (await IsLegacyAsync(connection, ct))
        {
            foreach (var sql in Convert.Concat(LegacyUpgrade.RenameDifferences).Concat(LegacyUpgrade.ReplaceHistory(initial)))
            {
                await ExecuteAsync(connection, sql, ct);
            }
        }

        await transaction.CommitAsync(CancellationToken.None);
    }

    private static async Task<bool> IsLegacyAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "SELECT coalesce(array_agg(\"MigrationId\"::text ORDER BY \"MigrationId\"), '{}') FROM \"__EFMigrationsHistory\"",
            connection
        );
        return ((string[])(await command.ExecuteScalarAsync(ct))!).SequenceEqual(Migrations);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        // As long as it takes: a large table, or the locks of a process that still serves.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
    }
}
