using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ticketing.Features.Backups;

public enum BackupStatus
{
    /// <summary>Waiting or being made; also between two attempts.</summary>
    Pending,

    Completed,

    /// <summary>Given up.</summary>
    Failed,
}

/// <summary>A backup that was scheduled or requested, and its result.</summary>
public sealed class Backup
{
    public const int MaxFileNameLength = 100;
    public const int MaxTextLength = 500;

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>Number of the period of the schedule; null if staff asked for it.</summary>
    public long? Slot { get; init; }

    /// <summary>Null if it was scheduled.</summary>
    public string? RequestedBy { get; init; }
    public required DateTimeOffset RequestedAt { get; init; }
    public BackupStatus Status { get; private set; } = BackupStatus.Pending;

    /// <summary>Also the end of the claim of the process that makes it.</summary>
    public required DateTimeOffset DueAt { get; set; }
    public int Attempts { get; private set; }

    /// <summary>In percent, of the attempt that is running.</summary>
    public int Progress { get; private set; }

    /// <summary>Null until there is a file.</summary>
    public string? FileName { get; private set; }

    /// <summary>In bytes.</summary>
    public long Size { get; private set; }

    /// <summary>False for the storage folder.</summary>
    public bool IsOutsideMachine { get; private set; }
    public DateTimeOffset? CompletedAt { get; private set; }

    /// <summary>Of the trial restore; null if it failed or was not made.</summary>
    public DateTimeOffset? VerifiedAt { get; private set; }

    /// <summary>Why an attempt failed, or why the trial was less than a restore.</summary>
    public string? Note { get; private set; }
}

internal sealed class BackupMapping : IEntityTypeConfiguration<Backup>
{
    public void Configure(EntityTypeBuilder<Backup> builder)
    {
        builder.ToTable(
            "backups",
            table =>
            {
                table.HasCheckConstraint(
                    "ck_backups_completed",
                    "status <> 'Completed' OR (completed_at IS NOT NULL AND file_name IS NOT NULL)"
                );
                table.HasCheckConstraint("ck_backups_progress", "progress >= 0 AND progress <= 100");
            }
        );
        builder.Property(b => b.RequestedBy).HasMaxLength(100);
        builder.Property(b => b.FileName).HasMaxLength(Backup.MaxFileNameLength);
        builder.Property(b => b.Note).HasMaxLength(Backup.MaxTextLength);
        builder.HasIndex(b => b.Slot).IsUnique();
        builder.HasIndex(b => new { b.Status, b.DueAt });
    }
}
