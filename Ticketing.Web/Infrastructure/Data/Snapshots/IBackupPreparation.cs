namespace Ticketing.Infrastructure.Data.Snapshots;

/// <summary>Runs before a backup is made of a database of this version.</summary>
public interface IBackupPreparation
{
    Task PrepareAsync(CancellationToken ct);
}
