using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ticketing.Features.Orders;
using Ticketing.Features.Tickets;

namespace Ticketing.Features.Payments.Refunds;

internal sealed class RefundMapping : IEntityTypeConfiguration<Refund>, IEntityTypeConfiguration<RefundLine>
{
    public void Configure(EntityTypeBuilder<Refund> builder)
    {
        builder.ToTable(
            "refunds",
            table =>
            {
                table.HasCheckConstraint("ck_refunds_amount", "amount >= 0 AND attempts >= 0");
                table.HasCheckConstraint("ck_refunds_manual", "manual_method IS NULL OR (status = 'Succeeded' AND payment_id IS NOT NULL)");
                table.HasCheckConstraint("ck_refunds_settled", "status <> 'Succeeded' OR settled_at IS NOT NULL");
            }
        );
        builder.Property(r => r.Currency).HasMaxLength(3);
        builder.Property(r => r.Reason).HasMaxLength(RefundReason.MaxLength);
        builder.Property(r => r.IdempotencyKey).HasMaxLength(255);
        builder.Property(r => r.ProviderReference).HasMaxLength(255);
        builder.Property(r => r.LastError).HasMaxLength(SettleRefund.MaxErrorLength);
        builder.Property(r => r.RequestedBy).HasMaxLength(100);
        builder.Property(r => r.HandedBackBy).HasMaxLength(100);
        builder
            .Ignore(r => r.Money)
            .Ignore(r => r.IsManual)
            .Ignore(r => r.IsOwed)
            .Ignore(r => r.ReducesSale)
            .Ignore(r => r.CreditNoteLabel);
        builder.HasIndex(r => r.IdempotencyKey).IsUnique();
        builder.HasIndex(r => r.CreditNoteNumber).IsUnique();
        builder.HasIndex(r => r.OrderId);
        builder.HasIndex(r => r.PaymentId);
        builder.HasIndex(r => r.ProviderReference);
        builder.HasIndex(r => new { r.Status, r.NextTryAt });
        builder.HasIndex(r => new { r.RequestedAt, r.Id });
        builder
            .HasIndex(r => new { r.RequestedAt, r.Id }, "ix_refunds_owed")
            .HasFilter("amount > 0 AND handed_back_at IS NULL AND (payment_id IS NULL OR manual_method IS NOT NULL)");
        builder.HasOne<Order>().WithMany().HasForeignKey(r => r.OrderId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Payment>().WithMany().HasForeignKey(r => r.PaymentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(r => r.Lines).WithOne().HasForeignKey(l => l.RefundId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<RefundLine> builder)
    {
        builder.ToTable(
            "refund_lines",
            table => table.HasCheckConstraint("ck_refund_lines_amounts", "face_value >= 0 AND booking_fee >= 0")
        );

        // A ticket can be refunded only once.
        builder.HasKey(l => l.TicketId);
        builder.Property(l => l.TicketId).ValueGeneratedNever();
        builder.Property(l => l.Category).HasMaxLength(100);
        builder.Ignore(l => l.Total);
        builder.HasIndex(l => l.RefundId);
        builder.HasOne<Ticket>().WithMany().HasForeignKey(l => l.TicketId).OnDelete(DeleteBehavior.Restrict);
    }
}
