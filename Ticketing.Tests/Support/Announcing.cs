using Microsoft.EntityFrameworkCore;
using Ticketing.Audit;
using Ticketing.Data;
using Ticketing.Events;
using Ticketing.Events.Editing;
using Xunit;

namespace Ticketing.Tests.Support;

public static class Announcing
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<Event> ReadAsync(this TicketingApp app, Event @event) =>
        (await app.UseAsync<EventDesk, Event?>(desk => desk.FindAsync(@event.Id, Ct)))!;

    public static async Task<EditOutcome> EditAsync(this TicketingApp app, Event @event, Action<EventForm> change)
    {
        var now = await app.ReadAsync(@event);
        var form = EventForm.Of(now);
        var from = Revision.Of(now.Version, form);
        change(form);
        return await app.UseAsync<EditEvent, EditOutcome>(edit => edit.SaveAsync(@event.Id, form, from, Ct));
    }

    public static async Task<EditOutcome> EditTypeAsync(this TicketingApp app, Event @event, string category, Action<TicketTypeForm> change)
    {
        var now = await app.ReadAsync(@event);
        var type = now.TicketTypes.Single(t => t.Category == category);
        var form = TicketTypeForm.Of(type, now.TimeZone, "GBP");
        var from = Revision.Of(type.Version, form);
        change(form);
        return await app.UseAsync<EditTicketType, EditOutcome>(edit => edit.SaveAsync(@event.Id, type.Id, form, from, Ct));
    }

    /// <summary>Oldest first.</summary>
    public static Task<List<AuditEntry>> AuditAsync(this TicketingApp app, Guid subject) => app.UseAsync<TicketingDbContext, List<AuditEntry>>(db =>
    {
        var id = subject.ToString();
        return db.Set<AuditEntry>().Where(e => e.SubjectId == id).OrderBy(e => e.Id).ToListAsync(Ct);
    });
}
