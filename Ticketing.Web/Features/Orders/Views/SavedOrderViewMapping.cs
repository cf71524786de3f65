using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ticketing.Infrastructure.Data.Identity;

namespace Ticketing.Features.Orders.Views;

internal sealed class SavedOrderViewMapping : IEntityTypeConfiguration<SavedOrderView>
{
    public void Configure(EntityTypeBuilder<SavedOrderView> builder)
    {
        builder.ToTable("saved_order_views");
        builder.Property(v => v.Name).HasMaxLength(SavedOrderView.MaxNameLength);
        builder.Property(v => v.Query).HasMaxLength(SavedOrderView.MaxQueryLength);
        builder.HasIndex(v => new { v.UserId, v.Name }).IsUnique();
        builder.HasOne<AppUser>().WithMany().HasForeignKey(v => v.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
