using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders.Access;
using Ticketing.Features.Orders.Buyers;
using Ticketing.Features.Orders.Confirmation;
using Ticketing.Features.Promotions;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Features.Orders;

internal sealed class OrderMapping
    : IEntityTypeConfiguration<Order>,
        IEntityTypeConfiguration<OrderLine>,
        IEntityTypeConfiguration<OrderNameWord>,
        IEntityTypeConfiguration<AccessToken>,
        IEntityTypeConfiguration<NumberSequence>
{
    /// <summary>SQL for a phone number without spaces, also if it was kept as the buyer typed it.</summary>
    private const string PlainPhone = "replace(replace(buyer_phone, ' ', ''), '-', '')";

    public void Configure(EntityTypeBuilder<Order> builder)
    {
        builder.ToTable(
            "orders",
            table =>
            {
                table.HasCheckConstraint(
                    "ck_orders_amounts",
                    "face_value >= 0 AND booking_fee >= 0 AND tax >= 0 AND total = face_value + booking_fee"
                );
                table.HasCheckConstraint(
                    "ck_orders_paid",
                    "status NOT IN ('Paid', 'Refunded') OR (paid_at IS NOT NULL AND receipt_number IS NOT NULL)"
                );
                table.HasCheckConstraint("ck_orders_comp", "channel <> 'Comp' OR total = 0");
            }
        );
        builder.Property(o => o.Reference).HasMaxLength(16).UseBytewiseCollation();
        builder
            .Property(o => o.ReferenceEnd)
            .HasMaxLength(16)
            .UseBytewiseCollation()
            .HasComputedColumnSql($"substr(reference, {OrderReference.HalfLength + 2})");
        builder.Property(o => o.BuyerName).HasMaxLength(200);
        builder.Property(o => o.BuyerEmail).HasMaxLength(254);
        builder.Property(o => o.BuyerEmailKey).HasMaxLength(254).UseBytewiseCollation();
        builder.Property(o => o.Language).HasMaxLength(Language.MaxTagLength).HasDefaultValue(Language.English.Tag);
        builder.Property(o => o.BuyerPhone).HasMaxLength(PhoneNumber.MaxLength).UseBytewiseCollation();
        builder
            .Property(o => o.PhoneEnd)
            .HasMaxLength(PhoneNumber.MaxLength)
            .UseBytewiseCollation()
            .HasComputedColumnSql($"substr({PlainPhone}, length({PlainPhone}) - {Order.PhoneEndLength - 1})");
        builder.Property(o => o.CompanyName).HasMaxLength(Company.MaxNameLength);
        builder.Property(o => o.CompanyAddress).HasMaxLength(Company.MaxAddressLength);
        builder.Property(o => o.CompanyTaxNumber).HasMaxLength(Company.MaxTaxNumberLength);
        builder.Property(o => o.SaleKey).HasMaxLength(64);
        builder.Property(o => o.SellerName).HasMaxLength(SiteOptions.MaxNameLength);
        builder.Property(o => o.SellerAddress).HasMaxLength(SiteOptions.MaxAddressLength);
        builder.Property(o => o.SellerTaxNumber).HasMaxLength(SiteOptions.MaxTaxNumberLength);
        builder.Property(o => o.Currency).HasMaxLength(3);
        builder.Property(o => o.TaxRatePercent).HasPrecision(6, PricingOptions.TaxRateDecimals);
        builder.Property(o => o.TermsVersion).HasMaxLength(TermsOfSale.MaxVersionLength);
        builder.Property(o => o.PaidWith).HasMaxLength(PaymentDetails.MaxMethodLength);
        builder.Property(o => o.PaymentReference).HasMaxLength(PaymentDetails.MaxReferenceLength);
        builder.Property(o => o.PromoCode).HasMaxLength(PromoCode.MaxLength);
        builder.Ignore(o => o.ReceiptLabel).Ignore(o => o.WasSold).Ignore(o => o.Company).Ignore(o => o.Discount);
        builder.HasIndex(o => o.Reference).IsUnique();
        builder.HasIndex(o => o.HoldId).IsUnique();
        builder.HasIndex(o => o.ReceiptNumber).IsUnique();
        builder.HasIndex(o => o.BuyerEmailKey);
        builder.HasIndex(o => o.SaleKey).IsUnique();
        builder.HasIndex(o => o.BuyerPhone);
        builder.HasIndex(o => o.ReferenceEnd);
        builder.HasIndex(o => o.PhoneEnd);

        // Most box-office orders have none: without the filter, query planners avoid the index.
        builder.HasIndex(o => o.PaymentReference).HasFilter("payment_reference > ''");
        builder.HasIndex(o => o.Status).HasFilter("status = 'Pending'");
        builder.HasIndex(o => o.PromoCodeId).HasFilter("promo_code_id IS NOT NULL");

        builder.HasIndex(o => new { o.PaidAt, o.Id });
        builder.HasIndex(o => new
        {
            o.EventId,
            o.PaidAt,
            o.Id,
        });

        // Keyset paging of the lists, for each filter.
        builder.HasIndex(o => new { o.CreatedAt, o.Id });
        builder.HasIndex(o => new
        {
            o.EventId,
            o.CreatedAt,
            o.Id,
        });
        builder.HasIndex(o => new
        {
            o.EventId,
            o.Status,
            o.CreatedAt,
            o.Id,
        });
        builder.HasIndex(o => new
        {
            o.Status,
            o.CreatedAt,
            o.Id,
        });
        builder.HasIndex(o => new
        {
            o.Channel,
            o.CreatedAt,
            o.Id,
        });
        builder.HasOne<Event>().WithMany().HasForeignKey(o => o.EventId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Hold>().WithMany().HasForeignKey(o => o.HoldId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(o => o.Lines).WithOne().HasForeignKey(l => l.OrderId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(o => o.NameWords).WithOne().HasForeignKey(w => w.OrderId).OnDelete(DeleteBehavior.Cascade);

        // These entities have no navigation to orders.
        builder.HasMany<Ticket>().WithOne().HasForeignKey(t => t.OrderId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany<Notification>().WithOne().HasForeignKey(n => n.OrderId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<OrderLine> builder)
    {
        builder.ToTable(
            "order_lines",
            table => table.HasCheckConstraint("ck_order_lines_amounts", "quantity > 0 AND unit_face_value >= 0 AND unit_booking_fee >= 0")
        );
        builder.HasKey(l => new { l.OrderId, l.TicketTypeId });
        builder.Property(l => l.Category).HasMaxLength(100);
        builder.HasOne<TicketType>().WithMany().HasForeignKey(l => l.TicketTypeId).OnDelete(DeleteBehavior.Restrict);
        builder.Ignore(l => l.FaceValue).Ignore(l => l.BookingFee).Ignore(l => l.Total);
        builder.Ignore(l => l.UnitListPrice).Ignore(l => l.ListPrice).Ignore(l => l.IsFree);
    }

    public void Configure(EntityTypeBuilder<OrderNameWord> builder)
    {
        builder.ToTable("order_name_words");
        builder.HasKey(w => new { w.OrderId, w.Word });
        builder.Property(w => w.Word).HasMaxLength(OrderNameWord.MaxWordLength).UseBytewiseCollation();
        builder.HasIndex(w => new { w.Word, w.OrderId });
    }

    public void Configure(EntityTypeBuilder<AccessToken> builder)
    {
        builder.ToTable("access_tokens");
        builder.HasKey(t => t.Hash);
        builder.Property(t => t.Hash).HasMaxLength(64);
        builder.HasIndex(t => t.OrderId);
        builder.HasOne<Order>().WithMany().HasForeignKey(t => t.OrderId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<NumberSequence> builder)
    {
        builder.ToTable("counters", table => table.HasCheckConstraint("ck_counters_value", "value >= 0"));
        builder.HasKey(c => c.Name);
        builder.Property(c => c.Name).HasMaxLength(32);
        builder.HasData(
            new NumberSequence { Name = NumberSequence.Receipts, Value = 0 },
            new NumberSequence { Name = NumberSequence.CreditNotes, Value = 0 }
        );
    }
}
