using System.Diagnostics;
using Npgsql;

namespace Ticketing.Bench.Rush.Scaling;

/// <summary>
/// Orders a second that PostgreSQL itself can take: the writes of an order in three transactions, as prepared statements and one after the
/// other as pgbench sends them, on the same number of connections. All buyers want the same ticket type.
/// </summary>
internal static class PostgresLimit
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(4);

    private const string Tables = """
        CREATE TABLE events (id int PRIMARY KEY, held int NOT NULL, sold int NOT NULL);
        CREATE TABLE types (id int PRIMARY KEY, capacity int NOT NULL, held int NOT NULL, sold int NOT NULL, CHECK (held + sold <= capacity));
        CREATE TABLE counters (name text PRIMARY KEY, value bigint NOT NULL);
        CREATE TABLE holds (id uuid PRIMARY KEY, code text UNIQUE, status text, expires_at timestamptz);
        CREATE TABLE hold_lines (hold_id uuid REFERENCES holds, type_id int REFERENCES types, quantity int, PRIMARY KEY (hold_id, type_id));
        CREATE TABLE orders (id uuid PRIMARY KEY, hold_id uuid UNIQUE REFERENCES holds, email text, status text, receipt bigint UNIQUE);
        CREATE TABLE order_lines (order_id uuid REFERENCES orders, type_id int REFERENCES types, quantity int, PRIMARY KEY (order_id, type_id));
        CREATE TABLE payments (id uuid PRIMARY KEY, order_id uuid REFERENCES orders, status text, key text UNIQUE);
        CREATE TABLE tickets (id uuid PRIMARY KEY, order_id uuid REFERENCES orders, type_id int REFERENCES types, status text);
        CREATE TABLE mails (id uuid PRIMARY KEY, order_id uuid, status text, key text UNIQUE, due_at timestamptz);
        CREATE INDEX ON orders (email); CREATE INDEX ON tickets (order_id); CREATE INDEX ON payments (order_id); CREATE INDEX ON mails (status, due_at);
        INSERT INTO events VALUES (1, 0, 0); INSERT INTO types VALUES (1, 1000000000, 0, 0); INSERT INTO counters VALUES ('receipts', 0);
        """;

    private static readonly string[] Statements =
    [
        "BEGIN",
        "UPDATE types SET held = held + 2 WHERE id = 1 AND held + sold + 2 <= capacity",
        "UPDATE events SET held = held + 2 WHERE id = 1",
        "INSERT INTO holds VALUES ($1, $1::text, 'Live', now() + interval '10 minutes')",
        "INSERT INTO hold_lines VALUES ($1, 1, 2)",
        "COMMIT",
        "BEGIN",
        "UPDATE holds SET status = 'InPayment' WHERE id = $1 AND status = 'Live'",
        "INSERT INTO orders VALUES ($1, $1, $1::text, 'Pending', NULL)",
        "INSERT INTO order_lines VALUES ($1, 1, 2)",
        "INSERT INTO payments VALUES ($1, $1, 'Open', $1::text)",
        "COMMIT",
        "BEGIN",
        "UPDATE payments SET status = 'Paid' WHERE id = $1 AND status = 'Open'",
        "UPDATE orders SET status = 'Paid' WHERE id = $1 AND status = 'Pending'",
        "UPDATE holds SET status = 'Sold' WHERE id = $1 AND status = 'InPayment'",
        "INSERT INTO tickets SELECT gen_random_uuid(), $1, 1, 'Valid' FROM generate_series(1, 2)",
        "INSERT INTO mails VALUES ($1, $1, 'Pending', $1::text, now())",
        "UPDATE types SET held = held - 2, sold = sold + 2 WHERE id = 1",
        "UPDATE events SET held = held - 2, sold = sold + 2 WHERE id = 1",
        "WITH drawn AS (UPDATE counters SET value = value + 1 WHERE name = 'receipts' RETURNING value)"
            + " UPDATE orders SET receipt = (SELECT value FROM drawn) WHERE id = $1",
        "COMMIT",
    ];

    public static async Task<double> MeasureAsync(string server, int atOnce, CancellationToken ct)
    {
        await using var database = await TemporaryDatabase.CreateAsync(server, ct);
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using (var create = source.CreateCommand(Tables))
        {
            await create.ExecuteNonQueryAsync(ct);
        }

        var watch = Stopwatch.StartNew();
        var orders = await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => BuyAsync(source, watch, ct)));
        return orders.Sum() / watch.Elapsed.TotalSeconds;
    }

    private static async Task<int> BuyAsync(NpgsqlDataSource source, Stopwatch watch, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        var commands = new List<NpgsqlCommand>();
        foreach (var statement in Statements)
        {
            commands.Add(await PrepareAsync(connection, statement, ct));
        }

        var orders = 0;
        for (; watch.Elapsed < Duration; orders++)
        {
            var id = Guid.CreateVersion7();
            foreach (var command in commands)
            {
                command.Parameters.OfType<NpgsqlParameter<Guid>>().ToList().ForEach(parameter => parameter.TypedValue = id);
                await command.ExecuteNonQueryAsync(ct);
            }
        }

        commands.ForEach(command => command.Dispose());
        return orders;
    }

    private static async Task<NpgsqlCommand> PrepareAsync(NpgsqlConnection connection, string statement, CancellationToken ct)
    {
#pragma warning disable CA2100 // One of the constants above.
        var command = new NpgsqlCommand(statement, connection);
#pragma warning restore CA2100
        if (statement.Contains("$1", StringComparison.Ordinal))
        {
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Guid.Empty });
        }

        await command.PrepareAsync(ct);
        return command;
    }
}
