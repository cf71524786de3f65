using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Orders;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.CheckIn;

/// <param name="Key">A repeated attempt returns the first result.</param>
/// <param name="Gate">May be empty.</param>
public sealed record ScanAttempt(Guid EventId, string Key, string Gate)
{
    /// <summary>Scanners read a code twice if it is held in front of them.</summary>
    public static readonly TimeSpan RepeatedWithin = TimeSpan.FromSeconds(3);

    /// <summary>
    /// The scan that this device was answered last; the same ticket within <see cref="RepeatedWithin"/> is that scan again. A copy at
    /// another device is not.
    /// </summary>
    public Guid? Previous { get; init; }

    public static string NewKey() => UnguessableCode.Create();

    public static string TruncateGateName(string name) => ColumnText.Truncate(name, Scan.MaxGateLength);
}

/// <summary>
/// One conditional statement decides, so of two concurrent scans only one admits; the reason for a refusal is looked up afterwards.
/// </summary>
public sealed class AdmitTicket(
    TicketingDbContext db,
    TicketCodeService codes,
    ScanWebhooks webhooks,
    AuditTrail audit,
    ScanMetrics metrics,
    TimeProvider clock
)
{
    /// <returns>The id of the stored scan.</returns>
    public async Task<Guid> ScanAsync(ScanAttempt attempt, string code, CancellationToken ct)
    {
        if (await codes.VerifyAsync(code, ct) is { } claims)
        {
            return await db.WriteAsync(() => ScanOnceAsync(attempt, claims, ct), ct: ct);
        }

        var result =
            TicketCode.TryDecode(code, out _, out _) && !await codes.IsMistypedAsync(code, ct) ? ScanResult.Forged : ScanResult.Unknown;
        return await db.WriteAsync(() => StoreAsync(NewScan(attempt, null, result), ct), ct: ct);
    }

    /// <summary>Admits a person from the check-in list, without a code.</summary>
    /// <returns>The id of the stored scan; null if the event has no such ticket.</returns>
    public Task<Guid?> AdmitByHandAsync(ScanAttempt attempt, Guid ticketId, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                if (await FindTicketAsync(ticketId, ct) is not { } ticket || ticket.EventId != attempt.EventId)
                {
                    return (Guid?)null;
                }

                return await FindRepeatedAsync(attempt, ticketId, ct) ?? await AdmitByHandAsync(attempt, ticket, ct);
            },
            ct: ct
        );

    /// <summary>Admits those of an order who are not in yet. Each ticket is decided by itself, and all in one transaction.</summary>
    /// <returns>The id of the last admission, or of the last refusal if there is none; null if nobody is left to admit.</returns>
    public Task<Guid?> AdmitOrderByHandAsync(ScanAttempt attempt, string reference, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var scans = new List<Guid>();
                foreach (var ticket in await ListTicketsAsync(attempt.EventId, reference, ct))
                {
                    var isWaiting = ticket is { Status: TicketStatus.Valid, SuspendedAt: null, CheckedInAt: null };
                    var scan =
                        await FindRepeatedAsync(attempt, ticket.Id, ct) ?? (isWaiting ? await AdmitByHandAsync(attempt, ticket, ct) : null);
                    if (scan is { } stored)
                    {
                        scans.Add(stored);
                    }
                }

                return await FindAnswerAsync(scans, ct);
            },
            ct: ct
        );

    // Another gate may have let in some of them meanwhile, which must not hide that the others came in here.
    private async Task<Guid?> FindAnswerAsync(List<Guid> scans, CancellationToken ct)
    {
        var admissions = await db.Set<Scan>()
            .Where(s => scans.Contains(s.Id) && s.Result == ScanResult.Admitted)
            .Select(s => s.Id)
            .ToListAsync(ct);
        return scans.OrderBy(scan => admissions.Contains(scan)).Select(scan => (Guid?)scan).LastOrDefault();
    }

    private async Task<Guid?> AdmitByHandAsync(ScanAttempt attempt, Ticket ticket, CancellationToken ct)
    {
        var scan = await TryAdmitAsync(attempt, ticket.Id, issue: null, notAfter: null, ct);
        if (scan.Result == ScanResult.Admitted)
        {
            await AuditAsync(attempt, ticket, ct);
        }

        return await StoreAsync(scan, ct);
    }

    private Task<List<Ticket>> ListTicketsAsync(Guid eventId, string reference, CancellationToken ct) =>
        db.Set<Ticket>()
            .AsNoTracking()
            .Where(t => t.EventId == eventId && db.Set<Order>().Any(o => o.Id == t.OrderId && o.Reference == reference))
            .OrderBy(t => t.Number)
            .ToListAsync(ct);

    private async Task<Guid> ScanOnceAsync(ScanAttempt attempt, TicketClaims claims, CancellationToken ct) =>
        await FindRepeatedAsync(attempt, claims.TicketId, ct)
        ?? await FindJustAdmittedAsync(attempt, claims.TicketId, ct)
        ?? await StoreAsync(await TryAdmitAsync(attempt, claims.TicketId, claims.Issue, claims.NotAfter, ct), ct);

    // The response was lost, or the button pressed twice.
    private Task<Guid?> FindRepeatedAsync(ScanAttempt attempt, Guid ticketId, CancellationToken ct) =>
        db.Set<Scan>()
            .Where(s => s.Key == attempt.Key && s.TicketId == ticketId && s.EventId == attempt.EventId)
            .Select(s => (Guid?)s.Id)
            .SingleOrDefaultAsync(ct);

    private Task<Guid?> FindJustAdmittedAsync(ScanAttempt attempt, Guid ticketId, CancellationToken ct)
    {
        var since = clock.GetUtcNow() - ScanAttempt.RepeatedWithin;
        return db.Set<Scan>()
            .Where(s => s.Id == attempt.Previous && s.TicketId == ticketId && s.EventId == attempt.EventId)
            .Where(s => s.Result == ScanResult.Admitted && s.At >= since)
            .Where(s => db.Set<Ticket>().Any(t => t.AdmissionId == s.Id))
            .Select(s => (Guid?)s.Id)
            .SingleOrDefaultAsync(ct);
    }

    private async Task<Scan> TryAdmitAsync(ScanAttempt attempt, Guid ticketId, int? issue, DateTimeOffset? notAfter, CancellationToken ct)
    {
        var isOver = notAfter is { } end && await HasExpiredAsync(attempt.EventId, end, ct);
        while (true)
        {
            var scan = NewScan(attempt, ticketId, ScanResult.Admitted, byHand: issue is null);
            if (!isOver && await MarkAdmittedAsync(scan, issue, ct))
            {
                return scan;
            }

            // Null: an admission was undone between the two statements. Try again.
            if (await FindRefusalAsync(attempt, ticketId, issue, isOver, ct) is { } result)
            {
                return NewScan(attempt, result == ScanResult.Unknown ? null : ticketId, result, byHand: issue is null);
            }
        }
    }

    // Tickets of a postponed event must not be used up before its new date.
    private IQueryable<Event> CalledOff =>
        db.Set<Event>().Where(e => e.Status == EventStatus.Cancelled || e.Status == EventStatus.Postponed);

    private async Task<bool> MarkAdmittedAsync(Scan scan, int? issue, CancellationToken ct) =>
        await db.Set<Ticket>()
            .Where(t =>
                t.Id == scan.TicketId
                && t.EventId == scan.EventId
                && t.CheckedInAt == null
                && t.Status == TicketStatus.Valid
                && t.SuspendedAt == null
                && (issue == null || t.Issue == issue)
            )
            .Where(t => !CalledOff.Any(e => e.Id == t.EventId))
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(t => t.CheckedInAt, scan.At)
                        .SetProperty(t => t.AdmissionId, scan.Id)
                        .SetProperty(t => t.ChangedAt, scan.At),
                ct
            ) == 1;

    private async Task<ScanResult?> FindRefusalAsync(
        ScanAttempt attempt,
        Guid ticketId,
        int? issue,
        bool hasExpired,
        CancellationToken ct
    ) =>
        await FindTicketAsync(ticketId, ct) switch
        {
            null => ScanResult.Unknown,
            { EventId: var other } when other != attempt.EventId => ScanResult.WrongEvent,
            _ when await CalledOff.AnyAsync(e => e.Id == attempt.EventId, ct) => ScanResult.Cancelled,
            { Status: TicketStatus.Void } => ScanResult.Void,
            { Issue: var latest } when issue is not null && issue != latest => ScanResult.Replaced,
            { CheckedInAt: not null } => ScanResult.AlreadyIn,
            { SuspendedAt: not null } => ScanResult.Void,
            _ => hasExpired ? ScanResult.Expired : null,
        };

    // The code carries the date planned at issue; if the event was moved since, its new date decides.
    private async Task<bool> HasExpiredAsync(Guid eventId, DateTimeOffset notAfter, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return now > notAfter
            && now > TicketCodeService.NotAfter(await db.Set<Event>().AsNoTracking().SingleAsync(e => e.Id == eventId, ct));
    }

    private Task<Ticket?> FindTicketAsync(Guid ticketId, CancellationToken ct) =>
        db.Set<Ticket>().AsNoTracking().SingleOrDefaultAsync(t => t.Id == ticketId, ct);

    private Scan NewScan(ScanAttempt attempt, Guid? ticketId, ScanResult result, bool byHand = false) =>
        new()
        {
            Id = ticketId is null ? Scan.CreateId(attempt.Key, attempt.EventId, result) : Guid.CreateVersion7(),
            Key = attempt.Key,
            EventId = attempt.EventId,
            TicketId = ticketId,
            Result = result,
            At = clock.GetUtcNow(),
            ById = audit.Actor.Id,
            ByName = audit.Actor.Name,
            Gate = attempt.Gate,
            IsByHand = byHand,
        };

    private async Task<Guid> StoreAsync(Scan scan, CancellationToken ct)
    {
        if (scan.TicketId is null)
        {
            if (await db.InsertIfNewAsync(scan, nameof(Scan.Id), ct))
            {
                db.AfterCommit(() => metrics.Count(scan.Result));
            }

            return scan.Id;
        }

        db.Add(scan);
        await db.SaveChangesAsync(ct);
        await webhooks.QueueAsync(scan, ct);
        db.AfterCommit(() => metrics.Count(scan.Result));
        return scan.Id;
    }

    private async Task AuditAsync(ScanAttempt attempt, Ticket ticket, CancellationToken ct)
    {
        var reference = await db.Set<Order>().Where(o => o.Id == ticket.OrderId).Select(o => o.Reference).SingleAsync(ct);
        await audit.RecordAsync(
            "order.let_in",
            ticket.OrderId,
            reference,
            before: null,
            new { Ticket = $"{ticket.Number}", attempt.Gate },
            ct
        );
    }
}
