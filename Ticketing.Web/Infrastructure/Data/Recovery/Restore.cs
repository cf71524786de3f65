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
    }
}
