using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Snapshots;
using Ticketing.Infrastructure.Hosting.Startup;

namespace Ticketing.Features.Backups;

internal sealed class CreateVenueId(TicketingDbContext db, TimeProvider clock) : IStartupStep
{
    public Task RunAsync(CancellationToken ct) =>
        db.WriteAsync(() => db.InsertIfNewAsync(new VenueId { CreatedAt = clock.GetUtcNow() }, nameof(VenueId.Key), ct), ct: ct);
}
