using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Insights.Sharing;

public sealed record NewFigureLink(string Name, bool ShowsRevenue, DateOnly LastDay);

public sealed class FigureLinks(TicketingDbContext db, AuditTrail audit, IOptionsMonitor<SiteOptions> site, VenueClock clock)
{
    private const int DaysAfterShow = 7;
    private static readonly TimeSpan UseResolution = TimeSpan.FromMinutes(1);

    /// <summary>A week after the show, and not before tomorrow.</summary>
    public DateOnly GetDefaultLastDay(Event show)
    {
        var (after, tomorrow) = (clock.GetDate(show.StartsAt).AddDays(DaysAfterShow), clock.Today.AddDays(1));
        return after > tomorrow ? after : tomorrow;
    }

    /// <summary>Newest first, revoked and expired ones too.</summary>
    public async Task<IReadOnlyList<FigureLink>> GetForEventAsync(Guid eventId, CancellationToken ct) =>
        await db.Set<FigureLink>()
            .AsNoTracking()
            .Where(l => l.EventId == eventId)
            .OrderByDescending(l => l.CreatedAt)
            .ThenByDescending(l => l.Id)
            .ToListAsync(ct);

    public bool IsActive(FigureLink link) => link.RevokedAt is null && link.ExpiresAt > clock.Now;

    /// <param name="wanted">Valid.</param>
    /// <returns>The address, which cannot be read again.</returns>
    public Task<string> CreateAsync(Event show, NewFigureLink wanted, CancellationToken ct)
    {
        var token = UnguessableCode.Create();
        var link = new FigureLink
        {
            EventId = show.Id,
            Name = wanted.Name,
            TokenHash = UnguessableCode.Hash(token),
            ShowsRevenue = wanted.ShowsRevenue,
            CreatedBy = audit.Actor.Name,
            CreatedAt = clock.Now,
            ExpiresAt = clock.GetStartOfDay(wanted.LastDay.AddDays(1)),
        };
        return db.WriteAsync(
            async () =>
            {
                db.Add(link);
                await db.SaveChangesAsync(ct);
                await audit.RecordAsync(
                    "event.figures-shared",
                    show.Id,
                    show.Title,
                    before: null,
                    new
                    {
                        link.Name,
                        Revenue = link.ShowsRevenue,
                        Until = wanted.LastDay,
                    },
                    ct
                );
                // Without the language of the staff member, which buyers' pages may not have.
                return new Uri(new Uri(site.CurrentValue.PublicBaseUrl), $"/figures?token={token}").AbsoluteUri;
            },
            ct: ct
        );
    }

    /// <summary>Repeating it does nothing.</summary>
    public Task RevokeAsync(Event show, Guid linkId, CancellationToken ct)
    {
        var now = clock.Now;
        return db.WriteAsync(
            async () =>
            {
                var own = db.Set<FigureLink>().Where(l => l.Id == linkId && l.EventId == show.Id);
                if (await own.Where(l => l.RevokedAt == null).ExecuteUpdateAsync(set => set.SetProperty(l => l.RevokedAt, now), ct) == 1)
                {
                    var name = await own.Select(l => l.Name).SingleAsync(ct);
                    await audit.RecordAsync("event.figures-link-revoked", show.Id, show.Title, new { Name = name }, after: null, ct);
                }
            },
            ct
        );
    }

    /// <summary>Also notes that it was used.</summary>
    /// <returns>Null if the link is unknown, revoked or expired.</returns>
    public async Task<FigureLink?> OpenAsync(string? token, CancellationToken ct)
    {
        var (hash, now) = (UnguessableCode.Hash(token ?? ""), clock.Now);
        var link = await db.Set<FigureLink>()
            .AsNoTracking()
            .FirstOrDefaultAsync(l => l.TokenHash == hash && l.RevokedAt == null && l.ExpiresAt > now, ct);
        if (link is not null && (link.LastUsedAt is not { } last || last <= now - UseResolution))
        {
            await db.WriteAsync(
                () =>
                    db.Set<FigureLink>().Where(l => l.Id == link.Id).ExecuteUpdateAsync(set => set.SetProperty(l => l.LastUsedAt, now), ct),
                ct: ct
            );
        }

        return link;
    }
}
