using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ticketing.Features.Payments.Reconciliation;

/// <summary>A staff decision about a difference that cannot be repaired automatically.</summary>
public sealed class DecidedDifference
{
    public const int MaxNoteLength = 500;

    public required string Id { get; init; }
    public required string Kind { get; init; }

    public required string About { get; init; }

    /// <summary>The order's.</summary>
    public required string? Reference { get; init; }
    public required string Note { get; init; }

    /// <summary>Name at the time.</summary>
    public required string DecidedBy { get; init; }
    public required DateTimeOffset DecidedAt { get; init; }

    public static string CreateId(PaymentDifferenceKind kind, string about) => $"{kind}:{about}";
}

internal sealed class DecidedDifferenceMapping : IEntityTypeConfiguration<DecidedDifference>
{
    public void Configure(EntityTypeBuilder<DecidedDifference> builder)
    {
        builder.ToTable("decided_differences");
        builder.Property(d => d.Id).HasMaxLength(300);
        builder.Property(d => d.Kind).HasMaxLength(40);
        builder.Property(d => d.About).HasMaxLength(255);
        builder.Property(d => d.Reference).HasMaxLength(20);
        builder.Property(d => d.Note).HasMaxLength(DecidedDifference.MaxNoteLength);
        builder.Property(d => d.DecidedBy).HasMaxLength(300);
        builder.HasIndex(d => d.DecidedAt);
    }
}
