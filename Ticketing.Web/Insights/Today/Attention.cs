using Microsoft.EntityFrameworkCore;
using Ticketing.Cancellations;
using Ticketing.Data;
using Ticketing.Events;
using Ticketing.Insights.Periods;
using Ticketing.Notifications;
using Ticketing.Payments;
using Ticketing.Payments.Disputes;
using Ticketing.Payments.Refunds;
using Ticketing.Payments.Review;
using Ticketing.Payments.Webhooks;

namespace Ticketing.Insights.Today;

/// <summary>Something that needs staff's attention.</summary>
public abstract record Need
{
    public sealed record RefundsFailed(int Count) : Need;

    /// <summary>Orders of a cancelled event that could not be processed.</summary>
    public sealed record CancellationStuck(Guid EventId, string Title, int Orders) : Need;

    public sealed record MailsDead(int Count) : Need;

    /// <summary>Registered staff with a confirmed address, to be approved.</summary>
    public sealed record PeopleWaiting(int Count) : Need;

    public sealed record DraftSoon(Event Event) : Need;

    public sealed record NearlySoldOut(Event Event, int Left) : Need;

    public sealed record SoldOut(Event Event) : Need;

    public sealed record NothingSold(Event Event) : Need;

    /// <summary>No sale for this many days, though there were some before.</summary>
    public sealed record SalesStopped(Event Event, int Days) : Need;

    /// <param name="Left">Until the first deadline; null if unknown.</param>
    public sealed record DisputesWaiting(int Count, TimeSpan? Left) : Need;

    /// <summary>Fully refunded or charged back, but tickets are still valid.</summary>
    public sealed record PaidBackStillValid(int Orders) : Need;

    /// <summary>Dispute won, but tickets are still suspended.</summary>
    public sealed record WonStillSuspended(int Orders) : Need;

    /// <summary>Past the deadline, without a result from the provider.</summary>
    public sealed record PaymentsUnclear(int Count) : Need;

    public sealed record MessagesStuck(int Count) : Need;

    /// <param name="Reason">One of <see cref="WebhookRefusal"/>'s.</param>
    public sealed record MessagesRefused(string Reason) : Need;
}

/// <summary>Most urgent first; read only.</summary>
public sealed class Attention(TicketingDbContext db, ReadOurBooks books, WebhookBook messages, TimeProvider clock)
{
    /// <summary>For drafts and events without sales.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromDays(14);

    /// <summary>For sold-out and nearly sold-out events.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(60);

    public const int QuietDays = 7;

    /// <summary>The reconciler asks every few minutes, so longer waits indicate a problem.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <summary>No bank takes longer.</summary>
    private static readonly TimeSpan LongestProcessing = TimeSpan.FromDays(21);

    private const int MostEvents = 200;
    private const int MostOfAKind = 5;

    /// <summary>Nearly sold out: one in ten is left.</summary>
    private const int Tenth = 10;

    /// <param name="people">The user may approve staff.</param>
    public async Task<IReadOnlyList<Need>> ReadAsync(bool people, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var coming = await db.ComingAsync(now, now + Ahead, MostEvents, ct);
        return
        [
            .. Some(await db.Set<Refund>().CountAsync(r => r.Status == RefundStatus.Failed, ct), count => new Need.RefundsFailed(count)),
            .. await DisputesAsync(now, ct),
            .. await BooksAsync(ct),
            .. await CancellationsAsync(ct),
            .. Some(await UnclearAsync(now, ct), count => new Need.PaymentsUnclear(count)),
            .. (await messages.RefusalsAsync(ct)).Where(refused => refused.IsPressing).Select(refused => new Need.MessagesRefused(refused.Refusal.Reason)),
            .. Some(await messages.CountAsync(WebhookStatus.Stuck, ct), count => new Need.MessagesStuck(count)),
            .. Some(await db.Set<Notification>().CountAsync(n => n.Status == NotificationStatus.Dead, ct), count => new Need.MailsDead(count)),
            .. people ? Some(await db.Users.CountAsync(u => u.Standing == Standing.Waiting && u.EmailConfirmed, ct), count => new Need.PeopleWaiting(count)) : [],
            .. await DraftsAsync(now, now + Soon, ct),
            .. coming.Where(row => row.Event.Status == EventStatus.Active && row.Places > 0).Select(row => Of(row, now)).OfType<Need>()
                .GroupBy(need => need.GetType()).SelectMany(kind => kind.Take(MostOfAKind)),
            .. (await QuietAsync(coming, now, ct)).Take(MostOfAKind),
        ];
    }

    private static IEnumerable<Need> Some(int count, Func<int, Need> need) => count > 0 ? [need(count)] : [];

    private async Task<IEnumerable<Need>> DisputesAsync(DateTimeOffset now, CancellationToken ct)
    {
        var waiting = await db.Set<Dispute>().Where(d => d.Status == DisputeStatus.NeedsResponse).Select(d => d.RespondBy).ToListAsync(ct);
        return waiting.Count == 0 ? [] : [new Need.DisputesWaiting(waiting.Count, waiting.Where(by => by >= now).Min() - now)];
    }

    private async Task<IEnumerable<Need>> BooksAsync(CancellationToken ct)
    {
        var found = Comparison.OfTickets(await books.OfTicketsAsync(ct)).ToLookup(difference => difference.Kind);
        return
        [
            .. Some(found[DifferenceKind.StillValid].Count(), count => new Need.PaidBackStillValid(count)),
            .. Some(found[DifferenceKind.StillSuspended].Count(), count => new Need.WonStillSuspended(count)),
        ];
    }

    private async Task<IEnumerable<Need>> CancellationsAsync(CancellationToken ct)
    {
        var stuck =
            from run in db.Set<CancellationRun>().Where(r => r.FinishedAt == null)
            join @event in db.Set<Event>() on run.EventId equals @event.Id
            select new { run.EventId, @event.Title, Failed = db.Set<CancellationEntry>().Count(e => e.RunId == run.Id && e.Status == EntryStatus.Failed) };
        return (await stuck.ToListAsync(ct)).Where(run => run.Failed > 0).Select(run => new Need.CancellationStuck(run.EventId, run.Title, run.Failed));
    }

    private async Task<IEnumerable<Need>> DraftsAsync(DateTimeOffset now, DateTimeOffset soon, CancellationToken ct) =>
        (await db.Set<Event>().AsNoTracking().Where(e => e.Status == EventStatus.Inactive && e.StartsAt > now && e.StartsAt < soon)
            .OrderBy(e => e.StartsAt).Take(MostOfAKind).ToListAsync(ct)).Select(draft => new Need.DraftSoon(draft));

    private Task<int> UnclearAsync(DateTimeOffset now, CancellationToken ct)
    {
        var (until, since) = (now - Patience, now - LongestProcessing);
        return db.Set<Payment>().Unsettled().CountAsync(p => p.ProcessingSince == null ? p.Deadline < until : p.ProcessingSince < since, ct);
    }

    // Range scan of recent sales. Distinct is applied in memory: in SQL, it makes SQLite scan the sales of all events.
    private async Task<IEnumerable<Need>> QuietAsync(IReadOnlyList<NightRow> coming, DateTimeOffset now, CancellationToken ct)
    {
        var since = now.AddDays(-QuietDays);
        var awake = (await db.SoldIn(new Span(since, now)).Select(o => o.EventId).ToListAsync(ct)).ToHashSet();
        return coming.Where(row => row.Event is { Status: EventStatus.Active, Sold: > 0 } && row.Left > 0 && row.Event.StartsAt > now)
            .Where(row => !awake.Contains(row.Event.Id)).Select(row => new Need.SalesStopped(row.Event, QuietDays));
    }

    private static Need? Of(NightRow row, DateTimeOffset now) => row switch
    {
        { Left: <= 0 } => new Need.SoldOut(row.Event),
        { Event.Sold: > 0 } when row.Left * Tenth <= row.Places => new Need.NearlySoldOut(row.Event, row.Left),
        { Event: { Sold: 0, Held: 0 } } when row.Event.StartsAt > now && row.Event.StartsAt < now + Soon => new Need.NothingSold(row.Event),
        _ => null,
    };
}
