using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ticketing.Features.Accounts.Tokens;

internal sealed class ApiKeyMapping : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.ToTable("api_keys");
        builder.Ignore(k => k.ScopeList);
        builder.Property(k => k.Hash).HasMaxLength(64);
        builder.Property(k => k.Name).HasMaxLength(ApiKey.MaxNameLength);
        builder.Property(k => k.Scopes).HasMaxLength(500);
        builder.Property(k => k.CreatedBy).HasMaxLength(100);
        builder.HasIndex(k => k.Hash).IsUnique();
    }
}
