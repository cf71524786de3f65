namespace Ticketing.Bench.Loading;

/// <summary>Bulk-loads rows into a migrated, empty database.</summary>
internal abstract class BulkLoader : IAsyncDisposable
{
    /// <summary>Drops the indexes: rebuilding them at the end is faster.</summary>
    public abstract Task BeginAsync(IReadOnlyList<BulkTable> shapes, CancellationToken ct);

    public abstract Task WriteAsync(RowBatch chunk, CancellationToken ct);

    public abstract Task FinishAsync(CancellationToken ct);

    /// <returns>Inconsistencies in words; empty if there are none.</returns>
    public abstract Task<IReadOnlyList<string>> FindInconsistenciesAsync(CancellationToken ct);

    public abstract Task<long> CountAsync(string sql, CancellationToken ct);

    public abstract ValueTask DisposeAsync();
}
