using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ticketing.Infrastructure.Data.Identity;

namespace Ticketing.Features.Accounts.Sessions;

internal sealed class StaffDeviceMapping : IEntityTypeConfiguration<StaffDevice>
{
    public void Configure(EntityTypeBuilder<StaffDevice> builder)
    {
        builder.ToTable("staff_devices");
        builder.Property(d => d.Id).HasMaxLength(64);
        builder.HasOne<AppUser>().WithMany().HasForeignKey(d => d.UserId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(d => d.LastSeenAt);
    }
}
