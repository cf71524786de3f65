namespace Ticketing.Infrastructure.Data.Sqlite;

/// <summary>One instance per database file and process.</summary>
public sealed class SqliteWriterGate : WriterGate, IDisposable
{
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(15);
    private readonly SemaphoreSlim semaphore = new(1);

    internal override async ValueTask<IDisposable> EnterAsync(CancellationToken ct) =>
        await semaphore.WaitAsync(WaitTimeout, ct)
            ? new Turn(semaphore)
            : throw new DatabaseBusyException("Timed out waiting for the database writer.");

    public void Dispose() => semaphore.Dispose();

    private sealed class Turn(SemaphoreSlim semaphore) : IDisposable
    {
        public void Dispose() => semaphore.Release();
    }
}
