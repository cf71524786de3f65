using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ticketing.Infrastructure.Data.SqliteCopy;

namespace Ticketing.Features.Accounts.Tokens;

internal sealed class SigningKeyMapping : IEntityTypeConfiguration<SigningKey>
{
    public void Configure(EntityTypeBuilder<SigningKey> builder)
    {
        builder.ToTable("signing_keys");
        builder.HasAnnotation(TableCopy.FilledAtStartup, true);
        builder.HasKey(k => k.Number);
        builder.Property(k => k.Number).ValueGeneratedNever();
        builder.Property(k => k.KeyId).HasMaxLength(64);
        builder.HasIndex(k => k.KeyId).IsUnique();
    }
}
