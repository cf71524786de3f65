using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ticketing.Infrastructure.Data.Keys;

internal sealed class HashSecretMapping : IEntityTypeConfiguration<HashSecret>
{
    public void Configure(EntityTypeBuilder<HashSecret> builder)
    {
        builder.ToTable("hash_secrets");
        builder.HasKey(s => s.Name);
        builder.Property(s => s.Name).HasMaxLength(32);
    }
}
