using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Editing;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Support.Actions;

public static class EventEditingActions
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<Event> GetEventAsync(this TicketingApp app, Event @event) =>
        (await app.UseAsync<EventQueries, Event?>(desk => desk.FindAsync(@event.Id, Ct)))!;

    public static async Task<EditOutcome> EditEventAsync(this TicketingApp app, Event @event, Action<EventForm> change)
    {
        var now = await app.GetEventAsync(@event);
        var form = EventForm.From(now);
        var from = Revision.Create(now.Version, form);
        change(form);
        return await app.UseAsync<EditEvent, EditOutcome>(edit => edit.SaveAsync(@event.Id, form, from, Ct));
    }

    public static async Task<EditOutcome> EditTicketTypeAsync(
        this TicketingApp app,
        Event @event,
        string category,
        Action<TicketTypeForm> change
    )
    {
        var now = await app.GetEventAsync(@event);
        var type = now.TicketTypes.Single(t => t.Category == category);
        var form = TicketTypeForm.From(type, now.TimeZone, "GBP");
        var from = Revision.Create(type.Version, form);
        change(form);
        return await app.UseAsync<EditTicketType, EditOutcome>(edit => edit.SaveAsync(@event.Id, type.Id, form, from, Ct));
    }

    /// <summary>Oldest first.</summary>
    public static Task<List<AuditEntry>> GetAuditEntriesAsync(this TicketingApp app, Guid subject) =>
        app.UseAsync<TicketingDbContext, List<AuditEntry>>(db =>
        {
            var id = subject.ToString();
            return db.Set<AuditEntry>().Where(e => e.SubjectId == id).OrderBy(e => e.Id).ToListAsync(Ct);
        });
}
