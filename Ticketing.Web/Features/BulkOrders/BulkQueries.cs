using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Confirmation;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.BulkOrders;

public sealed record BulkProgress
{
    public required BulkRun Run { get; init; }

    /// <summary>Each stop and continuation, oldest first.</summary>
    public required IReadOnlyList<BulkStep> Steps { get; init; }

    /// <summary>Sent, or refunded.</summary>
    public required int Done { get; init; }

    /// <summary>Not yet their turn, or the mail server or the payment provider has not answered.</summary>
    public required int Waiting { get; init; }
    public required int Failed { get; init; }
    public required int Skipped { get; init; }

    /// <summary>Their turn had not come when staff stopped the run.</summary>
    public required int NotDone { get; init; }

    /// <summary>Can still be stopped.</summary>
    public required int NotBegun { get; init; }

    /// <summary>Money that has gone back, one amount for each currency.</summary>
    public required IReadOnlyList<Money> Refunded { get; init; }

    /// <summary>A page of those that failed, were skipped or not done.</summary>
    public required IReadOnlyList<BulkProblem> Problems { get; init; }

    /// <summary>From 1.</summary>
    public required int Page { get; init; }

    public bool HasMorePages => Page * BulkQueries.PageSize < Failed + Skipped + NotDone;

    public int Orders => Done + Waiting + Failed + Skipped + NotDone;
}

/// <param name="By">Name at the time.</param>
public sealed record BulkStep(bool IsStop, string By, DateTimeOffset At);

/// <param name="IsNotDone">Staff stopped the run before its turn.</param>
/// <param name="Skip">Null if it was not skipped.</param>
/// <param name="Error">In the words of the provider or the mail server; of the program, the type of error.</param>
/// <param name="MailId">The email that failed.</param>
public sealed record BulkProblem(string Reference, string BuyerName, bool IsNotDone, BulkSkipReason? Skip, string? Error, Guid? MailId);

/// <param name="Orders">Number of those that failed.</param>
public sealed record StuckBulkRefund(Guid RunId, int Orders);

public sealed class BulkQueries(TicketingDbContext db, TimeProvider clock)
{
    public const int PageSize = 100;
    private const int MaxListed = 5;
    private const int MaxOpen = 20;
    private static readonly TimeSpan ListedFor = TimeSpan.FromDays(1);
    private static readonly TimeSpan StoppedListedFor = TimeSpan.FromDays(30);

    /// <summary>
    /// Unfinished ones, those that ended in the last day, those that staff stopped in the last 30 days and can continue, and
    /// <see cref="GetStuckRefundsAsync"/>; newest first.
    /// </summary>
    public async Task<IReadOnlyList<BulkRun>> GetRecentAsync(CancellationToken ct)
    {
        var (now, stuck) = (clock.GetUtcNow(), StuckRefunds);
        var (since, stoppedSince) = (now - ListedFor, now - StoppedListedFor);
        var left = db.Set<BulkEntry>().Where(e => e.Status == BulkEntryStatus.Skipped && e.SkipReason == null);
        var open = db.Set<BulkRun>()
            .AsNoTracking()
            .Where(r =>
                r.FinishedAt == null || (r.StoppedAt >= stoppedSince && left.Any(e => e.RunId == r.Id)) || stuck.Any(e => e.RunId == r.Id)
            );
        var runs = await open.OrderByDescending(r => r.StartedAt).Take(MaxOpen).ToListAsync(ct);
        var ended = await db.Set<BulkRun>()
            .AsNoTracking()
            .Where(r => r.FinishedAt >= since && !open.Any(o => o.Id == r.Id))
            .OrderByDescending(r => r.StartedAt)
            .Take(MaxListed)
            .ToListAsync(ct);
        return [.. runs.Concat(ended).OrderByDescending(r => r.StartedAt)];
    }

    /// <summary>Refunds that left orders with tickets that are still valid to staff; newest first.</summary>
    public async Task<IReadOnlyList<StuckBulkRefund>> GetStuckRefundsAsync(CancellationToken ct) =>
        await (
            from entry in StuckRefunds
            join run in db.Set<BulkRun>() on entry.RunId equals run.Id
            group entry by new { run.Id, run.StartedAt } into failed
            orderby failed.Key.StartedAt descending
            select new StuckBulkRefund(failed.Key.Id, failed.Count())
        ).ToListAsync(ct);

    private IQueryable<BulkEntry> StuckRefunds =>
        from run in db.Set<BulkRun>()
        where run.Action == BulkAction.Refund
        join entry in db.Set<BulkEntry>() on run.Id equals entry.RunId
        where entry.Status == BulkEntryStatus.Failed
        where db.Set<Ticket>().Any(t => t.OrderId == entry.OrderId && t.Status == TicketStatus.Valid)
        select entry;

    /// <param name="page">Of the problems, from 1. After the last, it is the last.</param>
    /// <returns>Null if there is no such run.</returns>
    public async Task<BulkProgress?> FindAsync(Guid id, int page, CancellationToken ct)
    {
        if (await db.Set<BulkRun>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, ct) is not { } run)
        {
            return null;
        }

        var entries = Entries(run);
        var counts = await entries.GroupBy(e => e.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, ct);
        var problems = CountIn(State.Failed) + CountIn(State.Skipped) + CountIn(State.NotDone);
        var shown = Math.Clamp(page, 1, Math.Max(1, (problems + PageSize - 1) / PageSize));
        return new BulkProgress
        {
            Run = run,
            Steps = await GetStepsAsync(run, ct),
            Page = shown,
            Done = CountIn(State.Done),
            Waiting = CountIn(State.Waiting),
            Failed = CountIn(State.Failed),
            Skipped = CountIn(State.Skipped),
            NotDone = CountIn(State.NotDone),
            NotBegun = await db.Set<BulkEntry>().CountAsync(e => e.RunId == run.Id && e.Status == BulkEntryStatus.Pending, ct),
            Refunded = await GetRefundedAsync(run, ct),
            Problems = await GetProblemsAsync(entries, shown, ct),
        };

        int CountIn(State state) => counts.GetValueOrDefault(state)?.Count ?? 0;
    }

    private async Task<IReadOnlyList<BulkStep>> GetStepsAsync(BulkRun run, CancellationToken ct)
    {
        var id = run.Id.ToString();
        return await db.Set<AuditEntry>()
            .Where(e => e.SubjectId == id && (e.Action == StopBulkRun.AuditAction || e.Action == ContinueBulkRun.AuditAction))
            .OrderBy(e => e.At)
            .ThenBy(e => e.Id)
            .Select(e => new BulkStep(e.Action == StopBulkRun.AuditAction, e.ActorName, e.At))
            .ToListAsync(ct);
    }

    private async Task<IReadOnlyList<BulkProblem>> GetProblemsAsync(IQueryable<Entry> entries, int page, CancellationToken ct) =>
        await (
            from entry in entries
            where entry.State == State.Failed || entry.State == State.Skipped || entry.State == State.NotDone
            join order in db.Set<Order>() on entry.OrderId equals order.Id
            orderby entry.State, order.Reference
            select new BulkProblem(order.Reference, order.BuyerName, entry.State == State.NotDone, entry.Skip, entry.Error, entry.MailId)
        )
            .Skip((page - 1) * PageSize)
            .Take(PageSize)
            .ToListAsync(ct);

    private async Task<IReadOnlyList<Money>> GetRefundedAsync(BulkRun run, CancellationToken ct) =>
        [
            .. (
                await db.Set<Refund>()
                    .Where(r => r.Status == RefundStatus.Succeeded)
                    .Where(r => db.Set<BulkEntry>().Any(e => e.RunId == run.Id && e.RefundId == r.Id))
                    .GroupBy(r => r.Currency)
                    .Select(g => new { g.Key, Amount = g.Sum(r => r.Amount) })
                    .ToListAsync(ct)
            ).Select(sum => new Money(sum.Amount, sum.Key)),
        ];

    private IQueryable<Entry> Entries(BulkRun run) => run.Action == BulkAction.Refund ? RefundEntries(run) : MailEntries(run);

    private IQueryable<Entry> RefundEntries(BulkRun run) =>
        from entry in db.Set<BulkEntry>().Where(e => e.RunId == run.Id)
        join refund in db.Set<Refund>() on entry.RefundId equals refund.Id into refunds
        from refund in refunds.DefaultIfEmpty()
        select new Entry
        {
            OrderId = entry.OrderId,
            Skip = entry.SkipReason,
            Error = entry.Error ?? refund.LastError,
            MailId = null,
            State =
                entry.Status == BulkEntryStatus.Failed || refund.Status == RefundStatus.Failed ? State.Failed
                : entry.Status == BulkEntryStatus.Skipped && entry.SkipReason == null ? State.NotDone
                : entry.Status == BulkEntryStatus.Skipped ? State.Skipped
                : entry.Status == BulkEntryStatus.Pending || refund.Status == RefundStatus.Pending ? State.Waiting
                : State.Done,
        };

    private IQueryable<Entry> MailEntries(BulkRun run)
    {
        var key = ResendConfirmation.GetBulkKeyEnd(run.Id);

        // Limits the search to a range of an index. The clocks of several machines differ.
        var since = run.StartedAt - ClockSkew.Max;
        return from entry in db.Set<BulkEntry>().Where(e => e.RunId == run.Id)
            join mail in db.Set<Notification>().Where(n => n.CreatedAt >= since && n.OrderId != null && n.DedupeKey.EndsWith(key))
                on entry.OrderId equals mail.OrderId!.Value
                into mails
            from mail in mails.DefaultIfEmpty()
            select new Entry
            {
                OrderId = entry.OrderId,
                Skip = mail.Status == NotificationStatus.Dropped ? BulkSkipReason.MailDropped : entry.SkipReason,
                Error = entry.Error ?? mail.LastError,
                MailId = (Guid?)mail.Id,
                State =
                    entry.Status == BulkEntryStatus.Failed || mail.Status == NotificationStatus.Dead ? State.Failed
                    : entry.Status == BulkEntryStatus.Skipped && entry.SkipReason == null ? State.NotDone
                    : entry.Status == BulkEntryStatus.Skipped || mail.Status == NotificationStatus.Dropped ? State.Skipped
                    : entry.Status == BulkEntryStatus.Pending
                    || mail.Status == NotificationStatus.Pending
                    || mail.Status == NotificationStatus.Sending
                        ? State.Waiting
                    : State.Done,
            };
    }

    private enum State
    {
        Failed,
        Skipped,
        NotDone,
        Waiting,
        Done,
    }

    private sealed class Entry
    {
        public required Guid OrderId { get; init; }
        public required State State { get; init; }
        public required BulkSkipReason? Skip { get; init; }
        public required string? Error { get; init; }
        public required Guid? MailId { get; init; }
    }
}
