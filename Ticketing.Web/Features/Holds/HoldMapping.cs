using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ticketing.Features.Events;
using Ticketing.Features.Promotions;
using Ticketing.Infrastructure.Telemetry;

namespace Ticketing.Features.Holds;

internal sealed class HoldMapping : IEntityTypeConfiguration<Hold>, IEntityTypeConfiguration<HoldLine>
{
    public void Configure(EntityTypeBuilder<Hold> builder)
    {
        builder.ToTable("holds", table => table.HasCheckConstraint("ck_holds_slot", "slot IN (1, 2)"));
        builder.Property(h => h.Code).HasMaxLength(64);
        builder.Property(h => h.BrowserKey).HasMaxLength(64);
        builder.Property(h => h.AddressKey).HasMaxLength(64);
        builder.Property(h => h.TraceParent).HasMaxLength(Tracing.MaxTraceParentLength);
        builder.Property(h => h.PromoCode).HasMaxLength(PromoCode.MaxLength);
        builder.Property(h => h.PromoPersonKey).HasMaxLength(64);
        builder.HasIndex(h => h.Code).IsUnique();
        builder.HasIndex(h => new { h.BrowserKey, h.Slot }).IsUnique().HasFilter("status IN ('Live', 'InPayment')");
        builder.HasIndex(h => new { h.Status, h.ExpiresAt });
        builder.HasIndex(h => new { h.EventId, h.Status });
        builder.HasIndex(h => h.PlacedAt);
        builder.HasOne<Event>().WithMany().HasForeignKey(h => h.EventId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(h => h.Lines).WithOne().HasForeignKey(l => l.HoldId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<HoldLine> builder)
    {
        builder.ToTable("hold_lines", table => table.HasCheckConstraint("ck_hold_lines_quantity", "quantity > 0 AND face_value >= 0"));
        builder.HasKey(l => new { l.HoldId, l.TicketTypeId });
        builder.Property(l => l.Category).HasMaxLength(100);
        builder.HasOne<TicketType>().WithMany().HasForeignKey(l => l.TicketTypeId).OnDelete(DeleteBehavior.Restrict);
    }
}
