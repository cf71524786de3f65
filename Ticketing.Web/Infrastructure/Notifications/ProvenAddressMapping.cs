using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ticketing.Infrastructure.Notifications;

internal sealed class ProvenAddressMapping : IEntityTypeConfiguration<ProvenAddress>
{
    public void Configure(EntityTypeBuilder<ProvenAddress> builder)
    {
        builder.ToTable("proven_addresses");
        builder.HasKey(address => address.Hash);
        builder.Property(address => address.Hash).HasMaxLength(64);
    }
}
