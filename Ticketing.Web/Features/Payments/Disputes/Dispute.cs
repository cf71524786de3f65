using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Providers;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Payments.Disputes;

/// <summary>A chargeback or inquiry by the buyer's bank, mirrored from the provider.</summary>
public sealed class Dispute
{
    public const int MaxReasonLength = 100;

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required Guid OrderId { get; init; }
    public required Guid PaymentId { get; init; }

    public required string Reference { get; init; }

    /// <summary>Minor units.</summary>
    public required long Amount { get; init; }
    public required string Currency { get; init; }

    /// <summary>The provider's code, for example "fraudulent".</summary>
    public required string Reason { get; init; }
    public required DisputeStatus Status { get; init; }

    /// <summary>The money has left the venue's balance; false for a mere inquiry.</summary>
    public required bool IsWithdrawn { get; init; }

    /// <summary>Deadline for evidence; null if none is requested.</summary>
    public required DateTimeOffset? RespondBy { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Time just before the provider was queried.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    public bool IsOpen => Status.IsOpen();

    public Money Money => new(Amount, Currency);
}

internal sealed class DisputeMapping : IEntityTypeConfiguration<Dispute>
{
    public void Configure(EntityTypeBuilder<Dispute> builder)
    {
        builder.ToTable("disputes", table => table.HasCheckConstraint("ck_disputes_amount", "amount >= 0"));
        builder.Property(d => d.Reference).HasMaxLength(255);
        builder.Property(d => d.Currency).HasMaxLength(3);
        builder.Property(d => d.Reason).HasMaxLength(Dispute.MaxReasonLength);
        builder.Ignore(d => d.IsOpen).Ignore(d => d.Money);
        builder.HasIndex(d => d.Reference).IsUnique();
        builder.HasIndex(d => d.OrderId);
        builder.HasIndex(d => d.PaymentId);
        builder.HasIndex(d => new { d.Status, d.RespondBy });
        builder.HasOne<Order>().WithMany().HasForeignKey(d => d.OrderId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Payment>().WithMany().HasForeignKey(d => d.PaymentId).OnDelete(DeleteBehavior.Restrict);
    }
}
