using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ticketing.Infrastructure.Data.SqliteCopy;

namespace Ticketing.Infrastructure.Data.Snapshots;

/// <summary>
/// Tells this venue's backups from others', and its payments from those of others that use the same account of a provider. One row, from
/// the first start on.
/// </summary>
public sealed class VenueId
{
    public const int OnlyKey = 1;

    public int Key { get; private init; } = OnlyKey;
    public Guid Id { get; private init; } = Guid.NewGuid();
    public required DateTimeOffset CreatedAt { get; init; }
}

internal sealed class VenueIdMapping : IEntityTypeConfiguration<VenueId>
{
    public void Configure(EntityTypeBuilder<VenueId> builder)
    {
        builder.ToTable("venue_ids", table => table.HasCheckConstraint("ck_venue_ids_one", "key = 1"));
        builder.HasKey(v => v.Key);
        builder.Property(v => v.Key).ValueGeneratedNever();
        builder.HasAnnotation(TableCopy.FilledAtStartup, true);
    }
}
