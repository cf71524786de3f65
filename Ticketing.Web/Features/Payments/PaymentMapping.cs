using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Providers;

namespace Ticketing.Features.Payments;

internal sealed class PaymentMapping : IEntityTypeConfiguration<Payment>
{
    public void Configure(EntityTypeBuilder<Payment> builder)
    {
        builder.ToTable(
            "payments",
            table =>
            {
                table.HasCheckConstraint("ck_payments_amount", "amount > 0 AND attempt >= 1");
                table.HasCheckConstraint(
                    "ck_payments_refunded",
                    "refunded >= 0 AND refunded <= amount AND (refunded = 0 OR status = 'Paid')"
                );
                table.HasCheckConstraint("ck_payments_fee", "fee IS NULL OR (fee >= 0 AND status = 'Paid')");
                table.HasCheckConstraint("ck_payments_open", "status <> 'Open' OR (session_id IS NOT NULL AND page_url IS NOT NULL)");
            }
        );
        builder.Property(p => p.Currency).HasMaxLength(3);
        builder.Property(p => p.BuyerEmail).HasMaxLength(254);
        builder.Property(p => p.Title).HasMaxLength(200);
        builder.Property(p => p.ReturnUrl).HasMaxLength(500);
        builder.Ignore(p => p.CancelUrl).Ignore(p => p.Money);
        builder.Property(p => p.IdempotencyKey).HasMaxLength(255);
        builder.Property(p => p.ReturnCode).HasMaxLength(64);
        builder.Property(p => p.SessionId).HasMaxLength(PaymentSession.MaxIdLength);
        builder.Property(p => p.PageUrl).HasMaxLength(PaymentSession.MaxPageUrlLength);
        builder.HasIndex(p => new { p.OrderId, p.Attempt }).IsUnique();
        builder.HasIndex(p => p.IdempotencyKey).IsUnique();
        builder.HasIndex(p => p.ReturnCode).IsUnique();
        builder.Property(p => p.Reference).HasMaxLength(PaymentSession.MaxIdLength);
        builder.HasIndex(p => p.SessionId).IsUnique();
        builder.HasIndex(p => p.Reference);

        // At most one open payment per order, however often "pay" is clicked.
        builder.HasIndex(p => p.OrderId).IsUnique().HasFilter("status IN ('Opening', 'Open')");
        builder.HasIndex(p => new { p.Status, p.NextCheckAt });
        builder.HasIndex(p => p.UnconfirmedSince).HasFilter("unconfirmed_since IS NOT NULL");
        builder.HasOne<Order>().WithMany().HasForeignKey(p => p.OrderId).OnDelete(DeleteBehavior.Restrict);
    }
}
