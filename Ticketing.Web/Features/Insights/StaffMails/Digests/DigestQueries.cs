using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Insights.Sales;
using Ticketing.Features.Insights.Today;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Insights.StaffMails.Digests;

public sealed class DigestQueries(
    TicketingDbContext db,
    SalesReportQueries reports,
    SalesFactQueries facts,
    ActionItemQueries actionItems,
    VenueClock clock
)
{
    private const int MaxEvents = 30;

    public async Task<Digest> GetAsync(Guid userId, Period period, CancellationToken ct)
    {
        var sales = await reports.GetReportAsync(new SalesFilter(period), ct);
        var before = DigestPeriod.GetCompared(period) is { } compared ? await reports.GetReportAsync(new SalesFilter(compared), ct) : null;
        var coming = await db.GetUpcomingEventsAsync(clock.Now, until: null, MaxEvents, ct);
        return new Digest(
            period,
            sales.Total,
            before?.Total,
            facts.Currency,
            [
                .. coming.Select(row => new DigestEvent(
                    row.Event.Id,
                    row.Event.Title,
                    row.Event.StartsAt,
                    sales.Events.GetValueOrDefault(row.Event.Id, SalesTotals.Zero).Tickets,
                    row.Event.Sold,
                    row.Capacity
                )),
            ],
            await actionItems.GetAsync(await IsSuperAdminAsync(userId, ct), ct)
        );
    }

    private Task<bool> IsSuperAdminAsync(Guid userId, CancellationToken ct) =>
        db
            .UserRoles.Where(r => r.UserId == userId)
            .Join(db.Roles, own => own.RoleId, role => role.Id, (_, role) => role.Name)
            .AnyAsync(name => name == Roles.SuperAdmin, ct);
}
