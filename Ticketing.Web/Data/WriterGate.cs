namespace Ticketing.Data;

/// <summary>
/// The turnstile before the database's single writer. SQLite admits one writer at a time and lets the others sleep and
/// poll; queueing them here, in order, is both faster and fairer. A database with row locks passes everyone through.
/// </summary>
public abstract class WriterGate
{
    /// <summary>Waits for a turn; disposing the result gives it to the next.</summary>
    /// <exception cref="DatabaseBusyException">No turn came in time.</exception>
    internal abstract ValueTask<IDisposable> EnterAsync(CancellationToken ct);
}
