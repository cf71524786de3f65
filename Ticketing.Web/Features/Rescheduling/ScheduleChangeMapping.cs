using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ticketing.Features.Events;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Refunds;

namespace Ticketing.Features.Rescheduling;

internal sealed class ScheduleChangeMapping
    : IEntityTypeConfiguration<ScheduleChange>,
        IEntityTypeConfiguration<ReturnedOrder>,
        IEntityTypeConfiguration<KeptOrder>
{
    public void Configure(EntityTypeBuilder<ScheduleChange> builder)
    {
        builder.ToTable(
            "schedule_changes",
            table => table.HasCheckConstraint("ck_schedule_changes_counts", "told >= 0 AND without_email >= 0")
        );
        builder.Property(c => c.Message).HasMaxLength(BuyerNoticeForm.MaxMessageLength);
        builder.Property(c => c.MadeBy).HasMaxLength(100);
        builder.Property(c => c.OldTimeZone).HasMaxLength(64);
        builder.Property(c => c.OldLocation).HasMaxLength(200);
        builder.Property(c => c.OldAddress).HasMaxLength(300);
        builder.Ignore(c => c.OldFacts);
        builder.HasIndex(c => new { c.EventId, c.MadeAt });
        builder.HasOne<Event>().WithMany().HasForeignKey(c => c.EventId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ReturnedOrder> builder)
    {
        builder.ToTable("returned_orders");
        builder.HasKey(o => o.RefundId);
        builder.HasIndex(o => o.EventId);
        builder.HasOne<Refund>().WithOne().HasForeignKey<ReturnedOrder>(o => o.RefundId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Event>().WithMany().HasForeignKey(o => o.EventId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<KeptOrder> builder)
    {
        builder.ToTable("kept_orders");
        builder.HasKey(o => new { o.ChangeId, o.OrderId });
        builder.HasIndex(o => o.OrderId);
        builder.HasOne<ScheduleChange>().WithMany().HasForeignKey(o => o.ChangeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Order>().WithMany().HasForeignKey(o => o.OrderId).OnDelete(DeleteBehavior.Restrict);
    }
}
