using Ticketing.Features.Backups.Targets;

namespace Ticketing.Tests.Support.Backups;

/// <summary>An empty place for backups, with the target that uses it.</summary>
internal abstract class BackupStore : IAsyncDisposable
{
    public abstract IBackupTarget Target { get; }

    /// <summary>Must not appear in any message.</summary>
    public virtual string? Secret => null;

    /// <summary>Everything in it, incomplete copies too.</summary>
    public abstract IReadOnlyList<string> FindFiles();

    /// <summary>Puts a file there without the target.</summary>
    public abstract void AddFile(string name);

    /// <summary>From now on the target cannot reach it.</summary>
    public abstract void Break();

    public abstract ValueTask DisposeAsync();
}
