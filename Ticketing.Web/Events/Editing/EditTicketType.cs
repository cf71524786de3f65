using Microsoft.EntityFrameworkCore;
using Ticketing.Audit;
using Ticketing.Data;

namespace Ticketing.Events.Editing;

/// <summary>Existing holds and orders keep their prices.</summary>
public sealed class EditTicketType(TicketingDbContext db, EventRows rows, Pricing pricing, AuditTrail audit)
{
    private const int MostTypes = 50;

    public Task<EditOutcome> AddAsync(Guid eventId, TicketTypeForm form, CancellationToken ct) =>
        db.WriteAsync(() => TryAddAsync(eventId, form, ct), outcome => outcome is EditOutcome.Saved, ct);

    /// <param name="typed">On a conflict, fields that only the other editor changed are copied into it.</param>
    public Task<EditOutcome> SaveAsync(Guid eventId, Guid id, TicketTypeForm typed, Revision from, CancellationToken ct) =>
        db.WriteAsync(() => TrySaveAsync(eventId, id, typed, from, ct), outcome => outcome is EditOutcome.Saved, ct);

    /// <summary>Sold tickets stay valid. Idempotent.</summary>
    public Task<TicketType?> OfferAsync(Guid eventId, Guid id, bool offered, CancellationToken ct) => db.WriteAsync(
        async () =>
        {
            if ((await rows.LockWithTypesAsync(eventId, ct))?.TicketTypes.SingleOrDefault(t => t.Id == id) is not { } type)
            {
                return null;
            }

            if (type.IsWithdrawn == offered)
            {
                type.IsWithdrawn = !offered;
                type.RaiseVersion();
                await db.SaveChangesAsync(ct);
                await audit.RecordAsync(
                    offered ? "ticket-type.offered" : "ticket-type.withdrawn", type.Id, type.Category,
                    new { IsWithdrawn = offered }, new { type.IsWithdrawn, EventId = eventId }, ct);
            }

            return type;
        },
        ct: ct);

    /// <returns>False if the type does not exist.</returns>
    public Task<bool> MoveAsync(Guid eventId, Guid id, bool up, CancellationToken ct) => db.WriteAsync(
        async () =>
        {
            var types = (await rows.LockWithTypesAsync(eventId, ct))?.TicketTypes.OrderBy(t => t.Position).ToList() ?? [];
            var at = types.FindIndex(t => t.Id == id);
            var to = Math.Clamp(at + (up ? -1 : 1), 0, Math.Max(0, types.Count - 1));
            if (at < 0 || at == to)
            {
                return at >= 0;
            }

            var before = types.Select(t => t.Category).ToList();
            (types[at], types[to]) = (types[to], types[at]);
            for (var position = 0; position < types.Count; position++)
            {
                types[position].Position = position;
            }

            await db.SaveChangesAsync(ct);
            await audit.RecordAsync("ticket-type.moved", id, types[to].Category, new { Order = before }, new { Order = types.Select(t => t.Category) }, ct);
            return true;
        },
        ct: ct);

    private async Task<EditOutcome> TryAddAsync(Guid eventId, TicketTypeForm form, CancellationToken ct)
    {
        if (await rows.LockWithTypesAsync(eventId, ct) is not { } @event)
        {
            return new EditOutcome.Gone();
        }

        var facts = new TicketTypeFacts(form, null, @event.TimeZone, pricing.Currency);
        if (ErrorsOf(facts, form, @event, null) is { Count: > 0 } errors)
        {
            return new EditOutcome.Refused(errors);
        }

        var type = @event.AddTicketType(form.Category, facts.Price, facts.Capacity);
        type.Position = @event.TicketTypes.Max(t => t.Position) + 1;
        Apply(form, facts, type);
        db.Add(type);
        await db.SaveChangesAsync(ct);
        await audit.RecordAsync("ticket-type.created", type.Id, type.Category, null, new { EventId = eventId, Values = EventValues.Of(type) }, ct);
        return new EditOutcome.Saved(type.Id, Changed: true);
    }

    private async Task<EditOutcome> TrySaveAsync(Guid eventId, Guid id, TicketTypeForm typed, Revision from, CancellationToken ct)
    {
        var @event = await rows.LockWithTypesAsync(eventId, ct);
        if (@event?.TicketTypes.SingleOrDefault(t => t.Id == id) is not { } type)
        {
            return new EditOutcome.Gone();
        }

        var current = TicketTypeForm.Of(type, @event.TimeZone, pricing.Currency);
        if (type.Version != from.Version
            && Collision.Merge(TicketTypeForm.Fields, from.Read<TicketTypeForm>(), typed, current) is { Count: > 0 } differences)
        {
            return new EditOutcome.Collided(differences, Revision.Of(type.Version, current));
        }

        var facts = new TicketTypeFacts(typed, type, @event.TimeZone, pricing.Currency);
        if (ErrorsOf(facts, typed, @event, type) is { Count: > 0 } errors)
        {
            return new EditOutcome.Refused(errors);
        }

        var before = EventValues.Of(type);
        Apply(typed, facts, type);
        db.ChangeTracker.DetectChanges();
        if (db.Entry(type).State == EntityState.Unchanged)
        {
            return new EditOutcome.Saved(id, Changed: false);
        }

        type.RaiseVersion();
        await db.SaveChangesAsync(ct);
        await audit.RecordAsync("ticket-type.edited", id, type.Category, before, EventValues.Of(type), ct);
        return new EditOutcome.Saved(id, Changed: true);
    }

    private static Dictionary<string, string> ErrorsOf(TicketTypeFacts facts, TicketTypeForm form, Event @event, TicketType? type)
    {
        var errors = facts.Errors.ToDictionary();
        if (@event.TicketTypes.Any(t => t != type && t.Category == form.Category))
        {
            errors.TryAdd(nameof(TicketTypeForm.Category), "Another ticket type of this event is called that.");
        }

        if (type is not null && facts.Capacity < type.Held + type.Sold)
        {
            errors.TryAdd(nameof(TicketTypeForm.Capacity), TicketTypeFacts.TooSmall(type.Sold, type.Held));
        }

        if (type is null && @event.TicketTypes.Count >= MostTypes)
        {
            errors.TryAdd(nameof(TicketTypeForm.Category), "An event has at most 50 ticket types.");
        }

        return errors;
    }

    private static void Apply(TicketTypeForm form, TicketTypeFacts facts, TicketType type)
    {
        (type.Category, type.Note, type.Price, type.Capacity) = (form.Category, form.Note, facts.Price, facts.Capacity);
        (type.MinPerOrder, type.MaxPerOrder) = (facts.MinPerOrder, facts.MaxPerOrder);
        (type.SalesStartAt, type.SalesEndAt) = (facts.SalesStartAt, facts.SalesEndAt);
    }
}
