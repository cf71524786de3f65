using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Reminders;

/// <summary>By the link in its mails.</summary>
public sealed class AnswerReminder(TicketingDbContext db, ReminderLinks links, TimeProvider clock)
{
    /// <returns>Null if the link is not valid, or the reminder was sent, stopped or deleted.</returns>
    public async Task<EventReminder?> FindAsync(string? token, CancellationToken ct) =>
        await links.ResolveAsync(token, ct) is { } id
            ? await db.Set<EventReminder>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct)
            : null;

    public Task ConfirmAsync(EventReminder reminder, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return db.WriteAsync(
            () =>
                db.Set<EventReminder>()
                    .Where(r => r.Id == reminder.Id && r.ConfirmedAt == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(r => r.ConfirmedAt, now), ct),
            ct: ct
        );
    }

    /// <summary>Deletes the address.</summary>
    public Task StopAsync(EventReminder reminder, CancellationToken ct) =>
        db.WriteAsync(() => db.Set<EventReminder>().Where(r => r.Id == reminder.Id).ExecuteDeleteAsync(ct), ct: ct);
}
