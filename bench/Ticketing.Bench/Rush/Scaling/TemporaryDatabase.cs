using Npgsql;

namespace Ticketing.Bench.Rush.Scaling;

/// <summary>Dropped when it is disposed.</summary>
internal sealed class TemporaryDatabase : IAsyncDisposable
{
    private readonly string server;
    private readonly string name = $"bench_rush_{Guid.NewGuid():N}";

    private TemporaryDatabase(string server) => this.server = server;

    public string ConnectionString => new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;

    public static async Task<TemporaryDatabase> CreateAsync(string server, CancellationToken ct)
    {
        var database = new TemporaryDatabase(server);
        await database.ExecuteAsync($"CREATE DATABASE {database.name}", ct);
        return database;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await ExecuteAsync($"DROP DATABASE {name} WITH (FORCE)", CancellationToken.None);
    }

    private async Task ExecuteAsync(string sql, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(server) { Database = "postgres", Pooling = false }.ConnectionString
        );
        await connection.OpenAsync(ct);
#pragma warning disable CA2100 // The name is generated.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(ct);
    }
}
