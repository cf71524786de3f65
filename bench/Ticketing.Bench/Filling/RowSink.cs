namespace Ticketing.Bench.Filling;

/// <summary>Bulk-loads rows into a migrated, empty database.</summary>
internal abstract class RowSink : IAsyncDisposable
{
    /// <summary>Drops the indexes: rebuilding them at the end is faster.</summary>
    public abstract Task BeginAsync(IReadOnlyList<RowShape> shapes, CancellationToken ct);

    public abstract Task WriteAsync(Chunk chunk, CancellationToken ct);

    public abstract Task FinishAsync(CancellationToken ct);

    /// <returns>Inconsistencies in words; empty if there are none.</returns>
    public abstract Task<IReadOnlyList<string>> FaultsAsync(CancellationToken ct);

    public abstract Task<long> CountAsync(string sql, CancellationToken ct);

    public abstract ValueTask DisposeAsync();
}
