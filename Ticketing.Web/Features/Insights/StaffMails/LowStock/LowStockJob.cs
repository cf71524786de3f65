using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;
using Ticketing.Infrastructure.Notifications.Outbox;

namespace Ticketing.Features.Insights.StaffMails.LowStock;

/// <summary>
/// Tells those who want it when a ticket type becomes low, and again only after it had recovered. Held tickets count as left, so that a
/// basket raises no alert.
/// </summary>
[DelayedStart]
public sealed class LowStockJob(TicketingDbContext db, NotificationOutbox outbox, TimeProvider clock) : IBackgroundJob
{
    public const string MailKind = "low-stock";
    private const int Percent = 100;

    public static TimeSpan Interval => TimeSpan.FromMinutes(1);

    public async Task<JobResult> RunOnceAsync(CancellationToken ct)
    {
        var stock = await ReadAsync(ct);
        var known = await db.Set<LowStockAlert>().Select(a => a.TicketTypeId).ToHashSetAsync(ct);
        foreach (var type in stock.Where(type => type.IsLow != known.Contains(type.Id)))
        {
            await (type.IsLow ? RaiseAsync(type.Id, ct) : ClearAsync(type.Id, ct));
        }

        return JobResult.Done;
    }

    public static Guid ReadAlertId(string mailKey) => Guid.Parse(mailKey.Split(':')[1]);

    public static Guid ReadUserId(string mailKey) => Guid.Parse(mailKey.Split(':')[2]);

    private async Task<List<TypeStock>> ReadAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await (
            from type in db.Set<TicketType>()
            join show in db.Set<Event>() on type.EventId equals show.Id
            join own in db.Set<LowStockThreshold>() on show.Id equals own.EventId into thresholds
            from own in thresholds.DefaultIfEmpty()
            where show.Status == EventStatus.Active && show.StartsAt > now && !type.IsWithdrawn && type.Capacity > 0
            where show.Capacity == null || show.Capacity > 0
            select new TypeStock(
                type.Id,
                show.Capacity != null && show.Capacity < type.Capacity ? show.Capacity.Value : type.Capacity,
                type.Capacity - type.Sold,
                show.Capacity == null ? null : show.Capacity - show.Sold,
                own == null ? LowStockThreshold.DefaultPercent : own.Percent
            )
        ).ToListAsync(ct);
    }

    private Task RaiseAsync(Guid typeId, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var alert = new LowStockAlert { TicketTypeId = typeId, RaisedAt = clock.GetUtcNow() };
                if (!await db.InsertIfNewAsync(alert, nameof(LowStockAlert.TicketTypeId), ct))
                {
                    return;
                }

                foreach (var reader in await db.GetReadersAsync(db.Readers(StaffMailTopic.LowStock), ct))
                {
                    using var _ = reader.UseLanguage();
                    await outbox.QueueAsync(MailKind, $"{MailKind}:{alert.Id}:{reader.UserId}", reader.Email, orderId: null, ct);
                }
            },
            ct
        );

    private Task<int> ClearAsync(Guid typeId, CancellationToken ct) =>
        db.WriteAsync(() => db.Set<LowStockAlert>().Where(a => a.TicketTypeId == typeId).ExecuteDeleteAsync(ct), ct: ct);

    /// <param name="Unsold">Of this type.</param>
    /// <param name="EventUnsold">Null if only the types limit the event.</param>
    private sealed record TypeStock(Guid Id, int Capacity, int Unsold, int? EventUnsold, int Threshold)
    {
        public bool IsLow => Threshold > 0 && Math.Min(Unsold, EventUnsold ?? Unsold) * Percent <= Capacity * Threshold;
    }
}
