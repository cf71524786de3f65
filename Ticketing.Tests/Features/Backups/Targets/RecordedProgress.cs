namespace Ticketing.Tests.Features.Backups.Targets;

/// <summary>Called on the thread that copies, unlike <see cref="Progress{T}"/>.</summary>
internal sealed class RecordedProgress(Action<long>? react = null, bool once = false) : IProgress<long>
{
    public List<long> Values { get; } = [];

    public void Report(long value)
    {
        Values.Add(value);
        if (!once || Values.Count == 1)
        {
            react?.Invoke(value);
        }
    }
}
