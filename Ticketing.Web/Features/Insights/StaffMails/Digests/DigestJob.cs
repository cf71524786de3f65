using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Inventory;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Insights.StaffMails.Digests;

/// <summary>
/// Queues each person's digest in the morning: of the day before while something is on sale, otherwise of the week on Mondays. What could
/// not be queued in time is queued later, but only the latest.
/// </summary>
[DelayedStart]
public sealed class DigestJob(TicketingDbContext db, SaleRules rules, NotificationOutbox outbox, VenueClock clock) : IBackgroundJob
{
    public const string MailKind = "staff-digest";
    internal static readonly TimeSpan TimeOfDay = TimeSpan.FromHours(7);

    public static TimeSpan Interval => TimeSpan.FromMinutes(5);

    public async Task<JobResult> RunOnceAsync(CancellationToken ct)
    {
        await ForgetDisabledAsync(ct);
        var now = clock.ToLocal(clock.Now);
        if (now.TimeOfDay < TimeOfDay || await GetWaitingAsync(DigestPeriod.GetYesterday(clock.Today), ct) is not { Count: > 0 })
        {
            return JobResult.Done;
        }

        var period = await IsOnSaleAsync(ct) ? DigestPeriod.GetYesterday(clock.Today) : DigestPeriod.GetLastWeek(clock.Today);
        foreach (var reader in await GetWaitingAsync(period, ct))
        {
            await QueueAsync(reader, period, ct);
        }

        return JobResult.Done;
    }

    // A person who is enabled again chooses again.
    private Task<int> ForgetDisabledAsync(CancellationToken ct) =>
        db.WriteAsync(
            () =>
                db.Set<StaffMailChoice>()
                    .Where(c => db.Users.Any(u => u.Id == c.UserId && u.Status == StaffStatus.Disabled))
                    .ExecuteDeleteAsync(ct),
            ct: ct
        );

    private Task<List<StaffMailReader>> GetWaitingAsync(Period period, CancellationToken ct)
    {
        var until = clock.GetRange(period).Until;
        var readers = db.Readers(StaffMailTopic.Digest);
        return db.GetReadersAsync(
            db.Set<StaffMailChoice>().Where(c => c.DigestedUntil < until && readers.Contains(c.UserId)).Select(c => c.UserId),
            ct
        );
    }

    private async Task<bool> IsOnSaleAsync(CancellationToken ct)
    {
        var now = clock.Now;
        var coming = await db.Set<Event>()
            .AsNoTracking()
            .Include(e => e.TicketTypes)
            .Where(e => e.Status == EventStatus.Active && e.StartsAt > now)
            .ToListAsync(ct);
        return coming.Exists(show => show.TicketTypes.Any(type => rules.GetState(show, type) is SaleState.OnSale or SaleState.AllHeld));
    }

    private Task QueueAsync(StaffMailReader reader, Period period, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                using var _ = reader.UseLanguage();
                var until = clock.GetRange(period).Until;
                if (
                    await db.Set<StaffMailChoice>()
                        .Where(c => c.UserId == reader.UserId && c.Digest && c.DigestedUntil < until)
                        .ExecuteUpdateAsync(set => set.SetProperty(c => c.DigestedUntil, until), ct) == 1
                )
                {
                    var key = DigestPeriod.CreateMailKey(reader.UserId, period);
                    await outbox.QueueAsync(MailKind, key, reader.Email, orderId: null, ct);
                }
            },
            ct
        );
}
