namespace Ticketing.Infrastructure.Data;

/// <summary>Queues writers in the process. SQLite itself lets them poll, which is slower and unfair.</summary>
public abstract class WriterGate
{
    /// <summary>Dispose the result to release the turn.</summary>
    /// <exception cref="DatabaseBusyException">The gate did not open in time.</exception>
    internal abstract ValueTask<IDisposable> EnterAsync(CancellationToken ct);
}
