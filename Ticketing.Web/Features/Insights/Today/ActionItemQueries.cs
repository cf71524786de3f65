using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Backups;
using Ticketing.Features.BulkOrders;
using Ticketing.Features.Cancellations;
using Ticketing.Features.Events;
using Ticketing.Features.OutgoingWebhooks.Endpoints;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Disputes;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Payments.Reconciliation;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Payments.Webhooks;
using Ticketing.Features.WaitingRoom;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Insights.Today;

/// <summary>Something that needs staff's attention.</summary>
public abstract record ActionItem
{
    public sealed record SalesPaused(Event Event) : ActionItem;

    public sealed record RefundsFailed(int Count) : ActionItem;

    /// <summary>In cash or on the card terminal, by staff.</summary>
    public sealed record RefundsOwed(OwedRefunds Owed) : ActionItem;

    /// <summary>Orders of a cancelled event that could not be processed.</summary>
    public sealed record CancellationStuck(Guid EventId, string Title, int Orders) : ActionItem;

    /// <summary>Orders of a bulk refund that could not be processed.</summary>
    public sealed record BulkRefundStuck(Guid RunId, int Orders) : ActionItem;

    public sealed record MailsFailed(int Count) : ActionItem;

    /// <summary>Registered staff with a confirmed address, to be approved.</summary>
    public sealed record StaffPendingApproval(int Count) : ActionItem;

    public sealed record DraftStartingSoon(Event Event) : ActionItem;

    public sealed record NearlySoldOut(Event Event, int Left) : ActionItem;

    public sealed record SoldOut(Event Event) : ActionItem;

    public sealed record NothingSold(Event Event) : ActionItem;

    /// <summary>No sale for this many days, though there were some before.</summary>
    public sealed record SalesStopped(Event Event, int Days) : ActionItem;

    /// <param name="Left">Until the first deadline; null if unknown.</param>
    public sealed record DisputesNeedingResponse(int Count, TimeSpan? Left) : ActionItem;

    /// <summary>Fully refunded or charged back, but tickets are still valid.</summary>
    public sealed record RefundedTicketsStillValid(int Orders) : ActionItem;

    /// <summary>Dispute won, but tickets are still suspended.</summary>
    public sealed record WonDisputeStillSuspended(int Orders) : ActionItem;

    /// <summary>Past the deadline, without a result from the provider.</summary>
    public sealed record PaymentsUnresolved(int Count) : ActionItem;

    /// <summary>Paid here, but not at the provider.</summary>
    public sealed record PaymentsUnconfirmed(UnconfirmedSummary Found) : ActionItem;

    public sealed record WebhooksStuck(int Count) : ActionItem;

    /// <param name="Reason">One of <see cref="WebhookRefusal"/>'s.</param>
    public sealed record WebhooksRejected(string Reason) : ActionItem;

    /// <summary>They failed for too long.</summary>
    public sealed record WebhooksDisabled(int Count) : ActionItem;

    public sealed record BackupFailed : ActionItem;

    /// <param name="Age">Of the last good one; null if there is none.</param>
    public sealed record BackupOverdue(TimeSpan? Age) : ActionItem;

    /// <summary>Whoever loses this machine loses all backups with it, or all but old ones.</summary>
    /// <param name="Age">Of the last one outside this machine; null if there is none.</param>
    public sealed record BackupsOnThisMachineOnly(TimeSpan? Age) : ActionItem;
}

/// <summary>Most urgent first; read only.</summary>
public sealed class ActionItemQueries(
    TicketingDbContext db,
    LocalRecordReader localRecords,
    DecideDifference decisions,
    UnconfirmedPayments unconfirmed,
    RefundQueries refunds,
    BulkQueries bulk,
    WebhookQueries webhooks,
    BackupQueries backups,
    WebhookEndpointQueries endpoints,
    TimeProvider clock
)
{
    /// <summary>For drafts and events without sales.</summary>
    public static readonly TimeSpan StartingSoon = TimeSpan.FromDays(14);

    /// <summary>For sold-out and nearly sold-out events.</summary>
    private static readonly TimeSpan SoldOutLookAhead = TimeSpan.FromDays(60);

    public const int QuietDays = 7;

    /// <summary>Days on sale before an event without sales needs attention.</summary>
    public const int UnsoldDays = 3;

    /// <summary>The payment job checks every few minutes, so longer waits indicate a problem.</summary>
    private static readonly TimeSpan MaxUnresolvedTime = TimeSpan.FromMinutes(15);

    /// <summary>No bank takes longer.</summary>
    private static readonly TimeSpan MaxProcessingTime = TimeSpan.FromDays(21);

    private const int MaxEvents = 200;
    private const int MaxPerKind = 5;

    /// <summary>Nearly sold out: one in ten is left.</summary>
    private const int NearlySoldOutDivisor = 10;

    /// <param name="isSuperAdmin">Adds what only superadmins can do something about.</param>
    public async Task<IReadOnlyList<ActionItem>> GetAsync(bool isSuperAdmin, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var coming = await db.GetUpcomingEventsAsync(now, now + SoldOutLookAhead, MaxEvents, ct);
        return
        [
            .. (await db.ListLongPausedAsync(now, ct)).Select(show => new ActionItem.SalesPaused(show)),
            .. OneIfAny(
                await db.Set<Refund>().CountAsync(r => r.Status == RefundStatus.Failed, ct),
                count => new ActionItem.RefundsFailed(count)
            ),
            .. await refunds.GetOwedAsync(eventId: null, ct) is { Count: > 0 } owed
                ? [new ActionItem.RefundsOwed(owed)]
                : Array.Empty<ActionItem>(),
            .. await GetDisputesAsync(now, ct),
            .. await GetTicketMismatchesAsync(ct),
            .. await GetCancellationsAsync(ct),
            .. (await bulk.GetStuckRefundsAsync(ct)).Select(stuck => new ActionItem.BulkRefundStuck(stuck.RunId, stuck.Orders)),
            .. OneIfAny(await CountUnresolvedPaymentsAsync(now, ct), count => new ActionItem.PaymentsUnresolved(count)),
            .. await unconfirmed.FindAsync(ct) is { } found ? [new ActionItem.PaymentsUnconfirmed(found)] : Array.Empty<ActionItem>(),
            .. (await webhooks.ListRefusalsAsync(ct))
                .Where(refused => refused.NeedsAction)
                .Select(refused => new ActionItem.WebhooksRejected(refused.Refusal.Reason)),
            .. OneIfAny(await webhooks.CountAsync(WebhookStatus.Stuck, ct), count => new ActionItem.WebhooksStuck(count)),
            .. OneIfAny(
                await db.Set<Notification>().CountAsync(n => n.Status == NotificationStatus.Dead, ct),
                count => new ActionItem.MailsFailed(count)
            ),
            .. isSuperAdmin
                ? OneIfAny(
                    await db.Users.CountAsync(u => u.Status == StaffStatus.PendingApproval && u.EmailConfirmed, ct),
                    count => new ActionItem.StaffPendingApproval(count)
                )
                : [],
            .. isSuperAdmin
                ? OneIfAny(await endpoints.CountDisabledAfterFailureAsync(ct), count => new ActionItem.WebhooksDisabled(count))
                : [],
            .. isSuperAdmin ? await GetBackupsAsync(now, ct) : [],
            .. await GetDraftsAsync(now, now + StartingSoon, ct),
            .. await GetUnsoldAsync(now, now + StartingSoon, ct),
            .. coming
                .Where(row => row.Event.Status == EventStatus.Active && row.Capacity > 0)
                .Select(ForEvent)
                .OfType<ActionItem>()
                .GroupBy(need => need.GetType())
                .SelectMany(kind => kind.Take(MaxPerKind)),
            .. (await GetStoppedSalesAsync(coming, now, ct)).Take(MaxPerKind),
        ];
    }

    private static IEnumerable<ActionItem> OneIfAny(int count, Func<int, ActionItem> need) => count > 0 ? [need(count)] : [];

    private async Task<IEnumerable<ActionItem>> GetBackupsAsync(DateTimeOffset now, CancellationToken ct)
    {
        // A new venue has nothing to lose yet.
        if (!await db.Set<Event>().AnyAsync(ct))
        {
            return [];
        }

        var health = await backups.GetHealthAsync(ct);
        var age = now - health.LastGood;
        return new ActionItem?[]
        {
            health.LastFailure is not null ? new ActionItem.BackupFailed()
            : age is null || age > BackupQueries.MaxAge ? new ActionItem.BackupOverdue(age)
            : null,
            health.IsRecentOutside(now) || IsToldAlready(health) ? null : new ActionItem.BackupsOnThisMachineOnly(now - health.LastOutside),
        }.OfType<ActionItem>();
    }

    /// <summary>By <see cref="ActionItem.BackupOverdue"/>.</summary>
    private static bool IsToldAlready(BackupHealth health) => health.LastOutside == health.LastGood;

    private async Task<IEnumerable<ActionItem>> GetDisputesAsync(DateTimeOffset now, CancellationToken ct)
    {
        var waiting = await db.Set<Dispute>().Where(d => d.Status == DisputeStatus.NeedsResponse).Select(d => d.RespondBy).ToListAsync(ct);
        return waiting.Count == 0
            ? []
            : [new ActionItem.DisputesNeedingResponse(waiting.Count, waiting.Where(by => by >= now).Min() - now)];
    }

    private async Task<IEnumerable<ActionItem>> GetTicketMismatchesAsync(CancellationToken ct)
    {
        var all = RecordComparison.FindTicketMismatches(await localRecords.ReadTicketMismatchesAsync(ct));
        var found = (await decisions.ExcludeDecidedAsync([.. all], ct)).ToLookup(difference => difference.Kind);
        return
        [
            .. OneIfAny(found[PaymentDifferenceKind.TicketsStillValid].Count(), count => new ActionItem.RefundedTicketsStillValid(count)),
            .. OneIfAny(
                found[PaymentDifferenceKind.TicketsStillSuspended].Count(),
                count => new ActionItem.WonDisputeStillSuspended(count)
            ),
        ];
    }

    private async Task<IEnumerable<ActionItem>> GetCancellationsAsync(CancellationToken ct)
    {
        var stuck =
            from run in db.Set<CancellationRun>().Where(r => r.FinishedAt == null)
            join @event in db.Set<Event>() on run.EventId equals @event.Id
            select new
            {
                run.EventId,
                @event.Title,
                Failed = db.Set<CancellationEntry>().Count(e => e.RunId == run.Id && e.Status == CancellationEntryStatus.Failed),
            };
        return (await stuck.ToListAsync(ct))
            .Where(run => run.Failed > 0)
            .Select(run => new ActionItem.CancellationStuck(run.EventId, run.Title, run.Failed));
    }

    private async Task<IEnumerable<ActionItem>> GetDraftsAsync(DateTimeOffset now, DateTimeOffset soon, CancellationToken ct) =>
        (
            await db.Set<Event>()
                .AsNoTracking()
                .Where(e => e.Status == EventStatus.Inactive && e.StartsAt > now && e.StartsAt < soon)
                .Where(e => e.ArchivedAt == null && (e.PublishAt == null || e.PublishAt <= now))
                .OrderBy(e => e.StartsAt)
                .Take(MaxPerKind)
                .ToListAsync(ct)
        ).Select(draft => new ActionItem.DraftStartingSoon(draft));

    private async Task<IEnumerable<ActionItem>> GetUnsoldAsync(DateTimeOffset now, DateTimeOffset soon, CancellationToken ct)
    {
        var since = now.AddDays(-UnsoldDays);
        var unsold = await db.Set<Event>()
            .AsNoTracking()
            .Where(e => e.Status == EventStatus.Active && e.StartsAt > now && e.StartsAt < soon && e.Sold == 0 && e.Held == 0)
            .Where(e => e.PublishedAt == null || e.PublishedAt <= since)
            .Where(e => e.TicketTypes.Any(t => !t.IsWithdrawn && t.Capacity > 0 && (t.SalesStartAt == null || t.SalesStartAt <= since)))
            .OrderBy(e => e.StartsAt)
            .Take(MaxPerKind)
            .ToListAsync(ct);
        return unsold.Select(show => new ActionItem.NothingSold(show));
    }

    private Task<int> CountUnresolvedPaymentsAsync(DateTimeOffset now, CancellationToken ct)
    {
        var (until, since) = (now - MaxUnresolvedTime, now - MaxProcessingTime);
        return db.Set<Payment>()
            .Unsettled()
            .CountAsync(p => p.ProcessingSince == null ? p.Deadline < until : p.ProcessingSince < since, ct);
    }

    // Range scan of recent sales. Distinct is applied in memory: in SQL, it makes SQLite scan the sales of all events.
    private async Task<IEnumerable<ActionItem>> GetStoppedSalesAsync(
        IReadOnlyList<UpcomingEvent> coming,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var since = now.AddDays(-QuietDays);
        var awake = (await db.SoldIn(new InstantRange(since, now)).Select(o => o.EventId).ToListAsync(ct)).ToHashSet();
        return coming
            .Where(row => row.Event is { Status: EventStatus.Active, Sold: > 0 } && row.Left > 0 && row.Event.StartsAt > now)
            .Where(row => !awake.Contains(row.Event.Id))
            .Select(row => new ActionItem.SalesStopped(row.Event, QuietDays));
    }

    private static ActionItem? ForEvent(UpcomingEvent row) =>
        row switch
        {
            { Left: <= 0 } => new ActionItem.SoldOut(row.Event),
            { Event.Sold: > 0 } when row.Left * NearlySoldOutDivisor <= row.Capacity => new ActionItem.NearlySoldOut(row.Event, row.Left),
            _ => null,
        };
}
