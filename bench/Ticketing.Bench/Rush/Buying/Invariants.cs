using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Ticketing.Bench.Rush.Results;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Bench.Rush.Buying;

/// <summary>Rules that the database must keep in a rush, however fast it was. Read while no server runs.</summary>
internal static class Invariants
{
    private const string Violations = """
        SELECT 'oversold', COUNT(*) FROM ticket_types WHERE held < 0 OR sold < 0 OR held + sold > capacity
        UNION ALL
        SELECT 'sold differs from the tickets of paid orders', COUNT(*) FROM ticket_types t WHERE t.sold <>
            (SELECT COUNT(*) FROM tickets i JOIN orders o ON o.id = i.order_id WHERE i.ticket_type_id = t.id AND o.status = 'Paid')
        UNION ALL
        SELECT 'sold differs from the lines of paid orders', COUNT(*) FROM ticket_types t WHERE t.sold <> (SELECT COALESCE(SUM(l.quantity), 0)
            FROM order_lines l JOIN orders o ON o.id = l.order_id WHERE l.ticket_type_id = t.id AND o.status = 'Paid')
        UNION ALL
        SELECT 'held differs from open holds', COUNT(*) FROM ticket_types t WHERE t.held <> (SELECT COALESCE(SUM(l.quantity), 0)
            FROM hold_lines l JOIN holds h ON h.id = l.hold_id WHERE l.ticket_type_id = t.id AND h.status IN ('Live', 'InPayment'))
        UNION ALL
        SELECT 'gap in receipt numbers', COALESCE(MAX(receipt_number) - MIN(receipt_number) + 1, 0) - COUNT(receipt_number) FROM orders
        UNION ALL
        SELECT 'paid order without exactly one mail', COUNT(*) FROM orders o WHERE o.status = 'Paid' AND 1 <>
            (SELECT COUNT(*) FROM notifications n WHERE n.order_id = o.id AND n.kind = 'order-confirmation')
        UNION ALL
        SELECT 'mail without a paid order', COUNT(*) FROM notifications n WHERE n.kind = 'order-confirmation' AND NOT EXISTS
            (SELECT 1 FROM orders o WHERE o.id = n.order_id AND o.status = 'Paid')
        UNION ALL
        SELECT 'mail that failed', COUNT(*) FROM notifications WHERE status = 'Dead' OR attempts > 1
        """;

    /// <param name="bought">Orders that the buyers saw paid.</param>
    public static async Task<Figure> CheckAsync(string scenario, BenchDatabase database, int bought, CancellationToken ct)
    {
        await using DbConnection connection =
            database.Provider == DatabaseProvider.Postgres
                ? new NpgsqlConnection(database.ConnectionString)
                : new SqliteConnection(database.ConnectionString);
        await connection.OpenAsync(ct);
        var found = await CountAsync(connection, Violations, ct);
        var paid = (await CountAsync(connection, "SELECT 'paid', COUNT(*) FROM orders WHERE status = 'Paid'", ct))[0].Count;
        var broken = found
            .Append((Rule: "orders that a buyer saw paid are not", Count: Math.Max(0, bought - paid)))
            .Where(rule => rule.Count != 0)
            .ToList();
        broken.ForEach(rule => Note.Write($"{scenario}: {rule.Rule}: {rule.Count}"));
        return Figure.None($"{scenario}: violations of stock, orders, receipts and mail", broken.Count);
    }

    private static async Task<List<(string Rule, long Count)>> CountAsync(DbConnection connection, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var rows = await command.ExecuteReaderAsync(ct);
        var counts = new List<(string, long)>();
        while (await rows.ReadAsync(ct))
        {
            counts.Add((rows.GetString(0), rows.GetInt64(1)));
        }

        return counts;
    }
}
