using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.SqliteCopy;
using Ticketing.Infrastructure.Hosting.Startup;

namespace Ticketing.Features.Backups;

/// <summary>Tells this venue's backups from others'. One row, from the first start on.</summary>
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

internal sealed class CreateVenueId(TicketingDbContext db, TimeProvider clock) : IStartupStep
{
    public Task RunAsync(CancellationToken ct) =>
        db.WriteAsync(() => db.InsertIfNewAsync(new VenueId { CreatedAt = clock.GetUtcNow() }, nameof(VenueId.Key), ct), ct: ct);
}
