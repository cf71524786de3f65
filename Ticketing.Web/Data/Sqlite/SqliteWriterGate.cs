namespace Ticketing.Data.Sqlite;

/// <summary>One instance per database file and process.</summary>
public sealed class SqliteWriterGate : WriterGate, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private readonly SemaphoreSlim turn = new(1);

    internal override async ValueTask<IDisposable> EnterAsync(CancellationToken ct) =>
        await turn.WaitAsync(Patience, ct)
            ? new Turn(turn)
            : throw new DatabaseBusyException("Timed out waiting for the database writer.");

    public void Dispose() => turn.Dispose();

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
