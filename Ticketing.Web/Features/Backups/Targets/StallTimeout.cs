namespace Ticketing.Features.Backups.Targets;

/// <summary>Cancels a transfer in which nothing has moved for a while, however long the whole may take.</summary>
internal sealed class StallTimeout : IDisposable
{
    private readonly TimeSpan duration;
    private readonly CancellationTokenSource source;

    public StallTimeout(TimeSpan duration, CancellationToken ct)
    {
        this.duration = duration;
        source = CancellationTokenSource.CreateLinkedTokenSource(ct);
        Restart();
    }

    public CancellationToken Token => source.Token;

    public void Restart() => source.CancelAfter(duration);

    public void Dispose() => source.Dispose();
}
