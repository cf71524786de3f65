using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Features.Insights.StaffMails;

public sealed class StaffMailChoices(TicketingDbContext db, AuditTrail audit, VenueClock clock)
{
    public async Task<IReadOnlyCollection<StaffMailTopic>> GetAsync(Guid userId, CancellationToken ct)
    {
        var choice = await db.Set<StaffMailChoice>().AsNoTracking().FirstOrDefaultAsync(c => c.UserId == userId, ct);
        return
        [
            .. choice is { Digest: true } ? [StaffMailTopic.Digest] : Array.Empty<StaffMailTopic>(),
            .. choice is { LowStock: true } ? [StaffMailTopic.LowStock] : Array.Empty<StaffMailTopic>(),
        ];
    }

    public Task SaveAsync(Guid userId, IReadOnlyCollection<StaffMailTopic> topics, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var before = await GetAsync(userId, ct);
                await StoreAsync(userId, topics.Contains(StaffMailTopic.Digest), topics.Contains(StaffMailTopic.LowStock), ct);
                await RecordAsync(userId, before, topics, ct);
            },
            ct
        );

    /// <summary>By the link in the email. Repeating it does nothing.</summary>
    public Task StopAsync(Guid userId, StaffMailTopic topic, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var before = await GetAsync(userId, ct);
                var stopped =
                    topic == StaffMailTopic.Digest
                        ? await Own(userId).Where(c => c.Digest).ExecuteUpdateAsync(set => set.SetProperty(c => c.Digest, false), ct)
                        : await Own(userId).Where(c => c.LowStock).ExecuteUpdateAsync(set => set.SetProperty(c => c.LowStock, false), ct);
                if (stopped == 1)
                {
                    await RecordAsync(userId, before, [.. before.Where(kept => kept != topic)], ct);
                }
            },
            ct
        );

    /// <returns>Null unless the person may sign in and still wants these emails.</returns>
    internal Task<AppUser?> FindReaderAsync(Guid userId, StaffMailTopic topic, CancellationToken ct) =>
        db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == userId && db.Readers(topic).Contains(u.Id), ct);

    private async Task StoreAsync(Guid userId, bool digest, bool lowStock, CancellationToken ct)
    {
        var today = clock.GetStartOfDay(clock.Today);
        var choice = new StaffMailChoice
        {
            UserId = userId,
            Digest = digest,
            LowStock = lowStock,
            DigestedUntil = today,
        };
        if (!await db.InsertIfNewAsync(choice, nameof(StaffMailChoice.UserId), ct))
        {
            // The first digest is that of today.
            await Own(userId)
                .Where(c => !c.Digest && c.DigestedUntil < today)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.DigestedUntil, today), ct);
            await Own(userId).ExecuteUpdateAsync(set => set.SetProperty(c => c.Digest, digest).SetProperty(c => c.LowStock, lowStock), ct);
        }
    }

    private async Task RecordAsync(
        Guid userId,
        IReadOnlyCollection<StaffMailTopic> before,
        IReadOnlyCollection<StaffMailTopic> after,
        CancellationToken ct
    )
    {
        var name = await db.Users.Where(u => u.Id == userId).Select(u => u.Name).SingleAsync(ct);
        await audit.RecordAsync("user.emails-chosen", userId, name, Describe(before), Describe(after), ct);
    }

    private IQueryable<StaffMailChoice> Own(Guid userId) => db.Set<StaffMailChoice>().Where(c => c.UserId == userId);

    private static object Describe(IReadOnlyCollection<StaffMailTopic> topics) =>
        new { Digest = topics.Contains(StaffMailTopic.Digest), LowStock = topics.Contains(StaffMailTopic.LowStock) };
}
