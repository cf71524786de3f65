using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ticketing.Payments.Sandbox;

public enum SandboxStatus
{
    Open,
    Paid,
    Declined,
    Cancelled,
    Expired,
}

/// <summary>The fake provider's own record. Nothing outside the sandbox reads it, as nobody reads a real provider's database.</summary>
public sealed class SandboxSession
{
    public required string Id { get; init; }
    public required string IdempotencyKey { get; init; }
    public required string Title { get; init; }
    public required string OrderReference { get; init; }
    public required long Amount { get; init; }
    public required string Currency { get; init; }

    /// <summary>Path on this site.</summary>
    public required string ReturnPath { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public SandboxStatus Status { get; private set; } = SandboxStatus.Open;
}

internal sealed class SandboxSessionMapping : IEntityTypeConfiguration<SandboxSession>
{
    public void Configure(EntityTypeBuilder<SandboxSession> builder)
    {
        builder.ToTable("sandbox_sessions");
        builder.Property(s => s.Id).HasMaxLength(64);
        builder.Property(s => s.IdempotencyKey).HasMaxLength(255);
        builder.Property(s => s.Title).HasMaxLength(200);
        builder.Property(s => s.OrderReference).HasMaxLength(16);
        builder.Property(s => s.Currency).HasMaxLength(3);
        builder.Property(s => s.ReturnPath).HasMaxLength(300);
        builder.HasIndex(s => s.IdempotencyKey).IsUnique();
    }
}
