using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ticketing.Features.Events;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Refunds;

namespace Ticketing.Features.Cancellations;

internal sealed class CancellationRunMapping : IEntityTypeConfiguration<CancellationRun>, IEntityTypeConfiguration<CancellationEntry>
{
    public void Configure(EntityTypeBuilder<CancellationRun> builder)
    {
        builder.ToTable("cancellation_runs");
        builder.Property(r => r.Message).HasMaxLength(CancelEvent.MaxMessageLength);
        builder.Property(r => r.RequestedBy).HasMaxLength(100);

        builder.HasIndex(r => r.EventId).IsUnique();
        builder.HasIndex(r => r.FinishedAt);
        builder.HasOne<Event>().WithMany().HasForeignKey(r => r.EventId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<CancellationEntry> builder)
    {
        builder.ToTable("cancellation_entries", table => table.HasCheckConstraint("ck_cancellation_entries_attempts", "attempts >= 0"));
        builder.HasKey(e => new { e.RunId, e.OrderId });
        builder.Property(e => e.Error).HasMaxLength(500);
        builder.HasIndex(e => new
        {
            e.RunId,
            e.Status,
            e.DueAt,
        });
        builder.HasIndex(e => e.OrderId);
        builder.HasOne<CancellationRun>().WithMany().HasForeignKey(e => e.RunId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Order>().WithMany().HasForeignKey(e => e.OrderId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Refund>().WithMany().HasForeignKey(e => e.RefundId).OnDelete(DeleteBehavior.Restrict);
    }
}
