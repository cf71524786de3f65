using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ticketing.Events;
using Ticketing.Holds;
using Ticketing.Notifications;
using Ticketing.Tickets;

namespace Ticketing.Orders;

internal sealed class OrderMapping
    : IEntityTypeConfiguration<Order>, IEntityTypeConfiguration<OrderLine>, IEntityTypeConfiguration<AccessToken>, IEntityTypeConfiguration<Counter>
{
    public void Configure(EntityTypeBuilder<Order> builder)
    {
        builder.ToTable("orders", table =>
        {
            table.HasCheckConstraint("ck_orders_amounts", "face_value >= 0 AND booking_fee >= 0 AND tax >= 0 AND total = face_value + booking_fee");
            table.HasCheckConstraint("ck_orders_paid", "status NOT IN ('Paid', 'Refunded') OR (paid_at IS NOT NULL AND receipt_number IS NOT NULL)");
        });
        builder.Property(o => o.Reference).HasMaxLength(16);
        builder.Property(o => o.BuyerName).HasMaxLength(200);
        builder.Property(o => o.BuyerEmail).HasMaxLength(254);
        builder.Property(o => o.BuyerEmailKey).HasMaxLength(254);
        builder.Property(o => o.BuyerPhone).HasMaxLength(20);
        builder.Property(o => o.SellerName).HasMaxLength(200);
        builder.Property(o => o.SellerAddress).HasMaxLength(500);
        builder.Property(o => o.SellerTaxNumber).HasMaxLength(64);
        builder.Property(o => o.Currency).HasMaxLength(3);
        builder.Property(o => o.TaxRatePercent).HasPrecision(6, 3);
        builder.Property(o => o.PaidWith).HasMaxLength(100);
        builder.Property(o => o.PaymentReference).HasMaxLength(255);
        builder.Ignore(o => o.ReceiptLabel).Ignore(o => o.WasSold);
        builder.HasIndex(o => o.Reference).IsUnique();
        builder.HasIndex(o => o.HoldId).IsUnique();
        builder.HasIndex(o => o.ReceiptNumber).IsUnique();
        builder.HasIndex(o => o.BuyerEmailKey);
        builder.HasIndex(o => new { o.EventId, o.Status });
        builder.HasIndex(o => o.Status).HasFilter("status = 'Pending'");
        builder.HasOne<Event>().WithMany().HasForeignKey(o => o.EventId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Hold>().WithMany().HasForeignKey(o => o.HoldId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(o => o.Lines).WithOne().HasForeignKey(l => l.OrderId).OnDelete(DeleteBehavior.Cascade);

        // These tables stand below and do not know orders.
        builder.HasMany<Ticket>().WithOne().HasForeignKey(t => t.OrderId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany<Notification>().WithOne().HasForeignKey(n => n.OrderId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<OrderLine> builder)
    {
        builder.ToTable("order_lines", table => table.HasCheckConstraint(
            "ck_order_lines_amounts", "quantity > 0 AND unit_face_value >= 0 AND unit_booking_fee >= 0"));
        builder.HasKey(l => new { l.OrderId, l.TicketTypeId });
        builder.Property(l => l.Category).HasMaxLength(100);
        builder.HasOne<TicketType>().WithMany().HasForeignKey(l => l.TicketTypeId).OnDelete(DeleteBehavior.Restrict);
        builder.Ignore(l => l.FaceValue).Ignore(l => l.BookingFee).Ignore(l => l.Total);
    }

    public void Configure(EntityTypeBuilder<AccessToken> builder)
    {
        builder.ToTable("access_tokens");
        builder.HasKey(t => t.Hash);
        builder.Property(t => t.Hash).HasMaxLength(64);
        builder.HasIndex(t => t.OrderId);
        builder.HasOne<Order>().WithMany().HasForeignKey(t => t.OrderId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<Counter> builder)
    {
        builder.ToTable("counters", table => table.HasCheckConstraint("ck_counters_value", "value >= 0"));
        builder.HasKey(c => c.Name);
        builder.Property(c => c.Name).HasMaxLength(32);
        builder.HasData(new Counter { Name = Counter.Receipts, Value = 0 });
    }
}
