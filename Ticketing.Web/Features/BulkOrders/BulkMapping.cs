using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Refunds;

namespace Ticketing.Features.BulkOrders;

internal sealed class BulkMapping : IEntityTypeConfiguration<BulkRun>, IEntityTypeConfiguration<BulkEntry>
{
    public void Configure(EntityTypeBuilder<BulkRun> builder)
    {
        builder.ToTable("bulk_runs");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Reason).HasMaxLength(RefundReason.MaxLength);
        builder.Property(r => r.RequestedBy).HasMaxLength(100);
        builder.Property(r => r.StoppedBy).HasMaxLength(100);
        builder.HasIndex(r => r.FinishedAt);
        builder.HasIndex(r => r.StartedAt);
    }

    public void Configure(EntityTypeBuilder<BulkEntry> builder)
    {
        builder.ToTable("bulk_entries", table => table.HasCheckConstraint("ck_bulk_entries_attempts", "attempts >= 0"));
        builder.HasKey(e => new { e.RunId, e.OrderId });
        builder.Property(e => e.Error).HasMaxLength(200);
        builder.HasIndex(e => new
        {
            e.RunId,
            e.Status,
            e.DueAt,
        });
        builder.HasIndex(e => e.OrderId);
        builder.HasIndex(e => e.RefundId);
        builder.HasOne<BulkRun>().WithMany().HasForeignKey(e => e.RunId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Order>().WithMany().HasForeignKey(e => e.OrderId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Refund>().WithMany().HasForeignKey(e => e.RefundId).OnDelete(DeleteBehavior.Restrict);
    }
}
