namespace Ticketing.Data.Postgres;

/// <summary>Does nothing: PostgreSQL locks single rows.</summary>
internal sealed class OpenGate : WriterGate
{
    public static readonly OpenGate Instance = new();

    internal override ValueTask<IDisposable> EnterAsync(CancellationToken ct) => ValueTask.FromResult<IDisposable>(Nothing.Instance);

    private sealed class Nothing : IDisposable
    {
        public static readonly Nothing Instance = new();

        public void Dispose()
        {
        }
    }
}
