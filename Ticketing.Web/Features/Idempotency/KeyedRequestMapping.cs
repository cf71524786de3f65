using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ticketing.Features.Idempotency;

internal sealed class KeyedRequestMapping : IEntityTypeConfiguration<KeyedRequest>
{
    public void Configure(EntityTypeBuilder<KeyedRequest> builder)
    {
        builder.ToTable("keyed_requests");
        builder.Property(r => r.Id).HasMaxLength(64);
        builder.Property(r => r.Fingerprint).HasMaxLength(64);
        builder.HasIndex(r => r.ReceivedAt);
    }
}
