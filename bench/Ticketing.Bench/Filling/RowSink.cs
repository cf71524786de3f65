namespace Ticketing.Bench.Filling;

/// <summary>Writes many rows into a migrated, empty database in the way that it takes fastest.</summary>
internal abstract class RowSink : IAsyncDisposable
{
    /// <summary>Takes away the indexes: each is made in one go at the end, faster than row by row.</summary>
    public abstract Task BeginAsync(IReadOnlyList<RowShape> shapes, CancellationToken ct);

    public abstract Task WriteAsync(Chunk chunk, CancellationToken ct);

    /// <summary>Puts the indexes back as they were.</summary>
    public abstract Task FinishAsync(CancellationToken ct);

    /// <returns>What contradicts itself, in words; empty where all is well.</returns>
    public abstract Task<IReadOnlyList<string>> FaultsAsync(CancellationToken ct);

    public abstract Task<long> CountAsync(string sql, CancellationToken ct);

    public abstract ValueTask DisposeAsync();
}
