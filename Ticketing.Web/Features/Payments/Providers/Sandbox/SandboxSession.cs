using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ticketing.Features.Payments.Providers.Sandbox;

public enum SandboxStatus
{
    Open,
    Paid,
    Declined,
    Cancelled,
    Expired,
}

public sealed class SandboxSession
{
    public required string Id { get; init; }
    public required string IdempotencyKey { get; init; }
    public required string Title { get; init; }
    public required string OrderReference { get; init; }
    public required long Amount { get; init; }
    public required string Currency { get; init; }

    public required string ReturnPath { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public SandboxStatus Status { get; private set; } = SandboxStatus.Open;

    /// <summary>Minor units.</summary>
    public long Refunded { get; private set; }

    /// <summary>Number of refunds that fail before one succeeds.</summary>
    public int RefundsToRefuse { get; init; }
}

public sealed class SandboxRefund
{
    public required string Id { get; init; }
    public required string IdempotencyKey { get; init; }
    public required string SessionId { get; init; }
    public required long Amount { get; init; }

    /// <summary>Null if the refund succeeded.</summary>
    public string? Refusal { get; init; }
    public required DateTimeOffset At { get; init; }
}

internal sealed class SandboxSessionMapping : IEntityTypeConfiguration<SandboxSession>, IEntityTypeConfiguration<SandboxRefund>
{
    public void Configure(EntityTypeBuilder<SandboxSession> builder)
    {
        builder.ToTable(
            "sandbox_sessions",
            table =>
                table.HasCheckConstraint("ck_sandbox_sessions_refunded", "refunded >= 0 AND refunded <= amount AND refunds_to_refuse >= 0")
        );
        builder.Property(s => s.Id).HasMaxLength(64);
        builder.Property(s => s.IdempotencyKey).HasMaxLength(255);
        builder.Property(s => s.Title).HasMaxLength(200);
        builder.Property(s => s.OrderReference).HasMaxLength(16);
        builder.Property(s => s.Currency).HasMaxLength(3);
        builder.Property(s => s.ReturnPath).HasMaxLength(300);
        builder.HasIndex(s => s.IdempotencyKey).IsUnique();
    }

    public void Configure(EntityTypeBuilder<SandboxRefund> builder)
    {
        builder.ToTable("sandbox_refunds", table => table.HasCheckConstraint("ck_sandbox_refunds_amount", "amount > 0"));
        builder.Property(r => r.Id).HasMaxLength(64);
        builder.Property(r => r.IdempotencyKey).HasMaxLength(255);
        builder.Property(r => r.SessionId).HasMaxLength(64);
        builder.Property(r => r.Refusal).HasMaxLength(200);
        builder.HasIndex(r => r.IdempotencyKey).IsUnique();
        builder.HasIndex(r => r.SessionId);
        builder.HasOne<SandboxSession>().WithMany().HasForeignKey(r => r.SessionId).OnDelete(DeleteBehavior.Restrict);
    }
}
