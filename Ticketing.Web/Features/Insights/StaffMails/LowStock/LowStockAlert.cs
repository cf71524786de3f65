using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ticketing.Features.Events;

namespace Ticketing.Features.Insights.StaffMails.LowStock;

/// <summary>A ticket type that is low, and of which staff were told. Deleted when it is not low any more.</summary>
public sealed class LowStockAlert
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>Unique: each type is told of once until it has recovered.</summary>
    public required Guid TicketTypeId { get; init; }
    public required DateTimeOffset RaisedAt { get; init; }
}

internal sealed class LowStockMapping : IEntityTypeConfiguration<LowStockAlert>, IEntityTypeConfiguration<LowStockThreshold>
{
    public void Configure(EntityTypeBuilder<LowStockAlert> builder)
    {
        builder.ToTable("low_stock_alerts");
        builder.HasIndex(a => a.TicketTypeId).IsUnique();
        builder.HasOne<TicketType>().WithMany().HasForeignKey(a => a.TicketTypeId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<LowStockThreshold> builder)
    {
        builder.ToTable(
            "low_stock_thresholds",
            table => table.HasCheckConstraint("ck_low_stock_thresholds_percent", "percent >= 0 AND percent <= 99")
        );
        builder.HasKey(t => t.EventId);
        builder.Property(t => t.EventId).ValueGeneratedNever();
        builder.HasOne<Event>().WithMany().HasForeignKey(t => t.EventId).OnDelete(DeleteBehavior.Cascade);
    }
}
