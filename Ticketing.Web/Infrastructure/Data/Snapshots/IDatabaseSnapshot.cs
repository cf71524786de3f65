namespace Ticketing.Infrastructure.Data.Snapshots;

/// <summary>Copies the database as it is at one moment, while it is in use.</summary>
public interface IDatabaseSnapshot
{
    /// <summary>Name of the copy in a backup.</summary>
    string FileName { get; }

    /// <returns>Null, or what the operator must set up first, as a sentence.</returns>
    string? FindObstacle();

    /// <param name="path">A new file. Deleted by the caller, also after a failure.</param>
    /// <param name="written">Share of the work that is done, from 0 to 1.</param>
    /// <exception cref="SnapshotException">The tools of the database failed.</exception>
    Task<DatabaseFacts> TakeAsync(string path, IProgress<double>? written, CancellationToken ct);

    /// <summary>Restores a copy into a temporary place and looks at it.</summary>
    /// <param name="path">The copy. May be changed.</param>
    Task<TrialRestore> TryRestoreAsync(string path, CancellationToken ct);
}

/// <param name="Problem">Null if the copy is good; otherwise a sentence without its full stop.</param>
/// <param name="Facts">Null if the copy could only be read, not restored: then <paramref name="Limit"/> says why.</param>
/// <param name="Limit">Why the trial was less than a restore, as a sentence.</param>
/// <param name="HashSecret">Encrypted by the keys of the venue; null if there is none yet, or the keys are in the database itself.</param>
public sealed record TrialRestore(string? Problem, DatabaseFacts? Facts, string? Limit = null, byte[]? HashSecret = null);

/// <summary>The message is for the operator.</summary>
public sealed class SnapshotException(string message, Exception? inner = null) : Exception(message, inner);
