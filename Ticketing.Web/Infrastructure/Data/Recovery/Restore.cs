using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ticketing.Infrastructure.Data.Recovery;

/// <summary>
/// The database was restored from a backup. What happened after the backup is missing in it, so the venue stays closed until staff have
/// gone through that.
/// </summary>
public sealed class Restore
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>The moment that the database went back to.</summary>
    public required DateTimeOffset BackupCreatedAt { get; init; }
    public required DateTimeOffset RestoredAt { get; init; }

    /// <summary>The last time that the payment provider was asked for what happened since the backup.</summary>
    public DateTimeOffset? PaymentsCheckedAt { get; private set; }

    /// <summary>The lookup of payments is done up to this time at the provider; null before the first lookup.</summary>
    public DateTimeOffset? PaymentsCheckedUntil { get; private set; }

    /// <summary>The lookup goes on at this time. Also the end of the lease of the process that does it; null if none is wanted.</summary>
    public DateTimeOffset? LookupDueAt { get; private set; }

    /// <summary>The lookup waits because the provider did not answer.</summary>
    public bool IsProviderSilent { get; private set; }

    /// <summary>The lookup waits because of an error of this program.</summary>
    public bool HasLookupFailed { get; private set; }

    /// <summary>
    /// True if the venue goes on selling elsewhere: then nothing is changed at the payment provider, and the box office stays closed. Null
    /// until staff say so.
    /// </summary>
    public bool? IsRehearsal { get; private set; }

    /// <summary>Orders that the lookup has put back so far.</summary>
    public int Rebuilt { get; private set; }

    /// <summary>Other records that it has taken over so far.</summary>
    public int Repaired { get; private set; }

    /// <summary>Number of those that it leaves to staff.</summary>
    public int Differences { get; private set; }

    /// <summary>Null while the venue is closed.</summary>
    public DateTimeOffset? FinishedAt { get; private set; }
    public string? FinishedBy { get; private set; }
}

internal sealed class RestoreMapping : IEntityTypeConfiguration<Restore>
{
    public void Configure(EntityTypeBuilder<Restore> builder)
    {
        builder.ToTable(
            "restores",
            table => table.HasCheckConstraint("ck_restores_finished", "(finished_at IS NULL) = (finished_by IS NULL)")
        );
        builder.Property(r => r.FinishedBy).HasMaxLength(100);
        // "restore" adds a row to the tables of a backup by SQL.
        builder.Property(r => r.IsProviderSilent).HasDefaultValue(false);
        builder.Property(r => r.HasLookupFailed).HasDefaultValue(false);
        builder.Property(r => r.Rebuilt).HasDefaultValue(0);
        builder.Property(r => r.Repaired).HasDefaultValue(0);
        builder.Property(r => r.Differences).HasDefaultValue(0);
    }
}
