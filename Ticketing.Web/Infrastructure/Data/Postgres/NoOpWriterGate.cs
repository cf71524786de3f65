namespace Ticketing.Infrastructure.Data.Postgres;

/// <summary>Does nothing: PostgreSQL locks single rows.</summary>
internal sealed class NoOpWriterGate : WriterGate
{
    public static readonly NoOpWriterGate Instance = new();

    internal override ValueTask<IDisposable> EnterAsync(CancellationToken ct) => ValueTask.FromResult<IDisposable>(NoOpTurn.Instance);

    private sealed class NoOpTurn : IDisposable
    {
        public static readonly NoOpTurn Instance = new();

        public void Dispose() { }
    }
}
