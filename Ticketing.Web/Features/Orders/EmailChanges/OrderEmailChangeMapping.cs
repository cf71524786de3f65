using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ticketing.Features.Orders.EmailChanges;

internal sealed class OrderEmailChangeMapping : IEntityTypeConfiguration<OrderEmailChange>, IEntityTypeConfiguration<OrderEmailCode>
{
    public void Configure(EntityTypeBuilder<OrderEmailChange> builder)
    {
        builder.ToTable("order_email_changes");
        builder.Property(c => c.OldEmail).HasMaxLength(254);
        builder.Property(c => c.UndoHash).HasMaxLength(64);
        builder.HasIndex(c => c.OrderId);
        builder.HasIndex(c => c.UndoHash).IsUnique();
        builder.HasOne<Order>().WithMany().HasForeignKey(c => c.OrderId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<OrderEmailCode> builder)
    {
        builder.ToTable("order_email_codes");
        builder.HasKey(c => c.OrderId);
        builder.Property(c => c.Hash).HasMaxLength(64);
        builder.HasOne<Order>().WithOne().HasForeignKey<OrderEmailCode>(c => c.OrderId).OnDelete(DeleteBehavior.Cascade);
    }
}
