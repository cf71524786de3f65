using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events.Inventory;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Editing;

namespace Ticketing.Features.Events.Editing;

/// <summary>Existing holds and orders keep their prices.</summary>
public sealed class EditTicketType(
    TicketingDbContext db,
    EventLoader loader,
    Pricing pricing,
    WaitingListStock waitingList,
    EventWebhooks webhooks,
    AuditTrail audit
)
{
    private const int MaxTypes = 50;

    public Task<EditOutcome> AddAsync(Guid eventId, TicketTypeForm form, CancellationToken ct) =>
        db.WriteAsync(() => TryAddAsync(eventId, form, ct), outcome => outcome is EditOutcome.Saved, ct);

    /// <param name="typed">On a conflict, fields that only the other editor changed are copied into it.</param>
    public Task<EditOutcome> SaveAsync(Guid eventId, Guid id, TicketTypeForm typed, Revision from, CancellationToken ct) =>
        db.WriteAsync(() => TrySaveAsync(eventId, id, typed, from, ct), outcome => outcome is EditOutcome.Saved, ct);

    /// <summary>Sold tickets stay valid. Idempotent.</summary>
    public Task<TicketType?> SetOfferedAsync(Guid eventId, Guid id, bool offered, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var @event = await loader.LoadLockedWithTypesAsync(eventId, ct);
                if (@event?.TicketTypes.SingleOrDefault(t => t.Id == id) is not { } type)
                {
                    return null;
                }

                if (type.IsWithdrawn == offered)
                {
                    type.IsWithdrawn = !offered;
                    type.IncrementVersion();
                    await db.SaveChangesAsync(ct);
                    await waitingList.ReserveFreeAsync(@event, ct);
                    await audit.RecordAsync(
                        offered ? "ticket-type.offered" : "ticket-type.withdrawn",
                        type.Id,
                        type.Category,
                        new { IsWithdrawn = offered },
                        new { type.IsWithdrawn, EventId = eventId },
                        ct
                    );
                    await webhooks.QueueChangedAsync(@event, ct);
                }

                return type;
            },
            ct: ct
        );

    /// <returns>False if the type does not exist.</returns>
    public Task<bool> MoveAsync(Guid eventId, Guid id, bool up, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var @event = await loader.LoadLockedWithTypesAsync(eventId, ct);
                var types = @event?.TicketTypes.OrderBy(t => t.Position).ToList() ?? [];
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
                await audit.RecordAsync(
                    "ticket-type.moved",
                    id,
                    types[to].Category,
                    new { Order = before },
                    new { Order = types.Select(t => t.Category) },
                    ct
                );
                await webhooks.QueueChangedAsync(@event!, ct);
                return true;
            },
            ct: ct
        );

    /// <summary>Of the ticket types of an event that does not exist yet; for each form its errors by field name.</summary>
    internal IReadOnlyList<IReadOnlyDictionary<string, string>> FindErrors(IReadOnlyList<TicketTypeForm> forms, string zone) =>
        [
            .. forms.Select(
                (form, index) =>
                {
                    var parsed = new ParsedTicketTypeForm(form, null, zone, pricing.Currency);
                    var errors = Validate(parsed, form, [.. forms.Take(index).Select(other => other.Category)], null);
                    if (
                        form.FollowedBy == TicketTypeForm.NextInList
                        && FindNextProblem(form, forms.ElementAtOrDefault(index + 1)) is { } problem
                    )
                    {
                        errors[nameof(TicketTypeForm.FollowedBy)] = problem;
                    }

                    return errors;
                }
            ),
        ];

    private static string? FindNextProblem(TicketTypeForm form, TicketTypeForm? next) =>
        next is null ? T["There is no ticket type after this one."]
        : form.IsHidden && !next.IsHidden ? T["A hidden ticket type can’t hold back {0}, which everybody can buy.", next.Category]
        : null;

    private async Task<EditOutcome> TryAddAsync(Guid eventId, TicketTypeForm form, CancellationToken ct)
    {
        if (await loader.LoadLockedWithTypesAsync(eventId, ct) is not { } @event)
        {
            return new EditOutcome.NotFound();
        }

        var facts = new ParsedTicketTypeForm(form, null, @event.TimeZone, pricing.Currency);
        if (Validate(facts, form, @event.TicketTypes, null) is { Count: > 0 } errors)
        {
            return new EditOutcome.Refused(errors);
        }

        var type = @event.AddTicketType(form.Category, facts.Price, facts.Capacity);
        type.Position = @event.TicketTypes.Max(t => t.Position) + 1;
        Apply(form, facts, type);
        db.Add(type);
        await db.SaveChangesAsync(ct);
        await audit.RecordAsync(
            "ticket-type.created",
            type.Id,
            type.Category,
            null,
            new { EventId = eventId, Values = EventAuditValues.From(type, @event) },
            ct
        );
        await webhooks.QueueChangedAsync(@event, ct);
        return new EditOutcome.Saved(type.Id, Changed: true);
    }

    private async Task<EditOutcome> TrySaveAsync(Guid eventId, Guid id, TicketTypeForm typed, Revision from, CancellationToken ct)
    {
        var @event = await loader.LoadLockedWithTypesAsync(eventId, ct);
        if (@event?.TicketTypes.SingleOrDefault(t => t.Id == id) is not { } type)
        {
            return new EditOutcome.NotFound();
        }

        var current = TicketTypeForm.From(type, @event.TimeZone, pricing.Currency);
        if (
            type.Version != from.Version
            && FormMerger.Merge(TicketTypeForm.Fields, from.Deserialize<TicketTypeForm>(), typed, current) is { Count: > 0 } differences
        )
        {
            return new EditOutcome.Conflict(differences, Revision.Create(type.Version, current));
        }

        var facts = new ParsedTicketTypeForm(typed, type, @event.TimeZone, pricing.Currency);
        if (Validate(facts, typed, @event.TicketTypes, type) is { Count: > 0 } errors)
        {
            return new EditOutcome.Refused(errors);
        }

        var before = EventAuditValues.From(type, @event);
        Apply(typed, facts, type);
        db.ChangeTracker.DetectChanges();
        if (db.Entry(type).State == EntityState.Unchanged)
        {
            return new EditOutcome.Saved(id, Changed: false);
        }

        type.IncrementVersion();
        await db.SaveChangesAsync(ct);
        await waitingList.ReserveFreeAsync(@event, ct);
        await audit.RecordAsync("ticket-type.edited", id, type.Category, before, EventAuditValues.From(type, @event), ct);
        await webhooks.QueueChangedAsync(@event, ct);
        return new EditOutcome.Saved(id, Changed: true);
    }

    private Dictionary<string, string> Validate(
        ParsedTicketTypeForm parsed,
        TicketTypeForm form,
        IReadOnlyCollection<TicketType> existing,
        TicketType? type
    )
    {
        var errors = Validate(parsed, form, [.. existing.Where(t => t != type).Select(t => t.Category)], type);
        var problem =
            TicketTypeOrder.FindProblem(existing, type, parsed.FollowedById)
            ?? TicketTypeOrder.FindHiddenProblem(existing, type, parsed.FollowedById, form.IsHidden);
        if (problem is not null)
        {
            errors.TryAdd(nameof(TicketTypeForm.FollowedBy), problem);
        }

        return errors;
    }

    private Dictionary<string, string> Validate(
        ParsedTicketTypeForm parsed,
        TicketTypeForm form,
        IReadOnlyCollection<string> otherCategories,
        TicketType? type
    )
    {
        var errors = parsed.Errors.ToDictionary();
        if (otherCategories.Contains(form.Category))
        {
            errors.TryAdd(nameof(TicketTypeForm.Category), T["Another ticket type of this event is called that."]);
        }

        if (pricing.IsBelowMinimum(parsed.Price, Math.Max(1, parsed.MinPerOrder)))
        {
            errors.TryAdd(
                nameof(TicketTypeForm.Price),
                T[
                    "Cards can’t be charged less than {0} per order. Set a higher price, or 0 for free tickets.",
                    pricing.ToMoney(pricing.MinOrderTotal)
                ]
            );
        }

        if (type is not null && parsed.Capacity < type.Held + type.Sold + type.Reserved)
        {
            errors.TryAdd(nameof(TicketTypeForm.Capacity), ParsedTicketTypeForm.CapacityTooSmallText(type.Sold, type.Held + type.Reserved));
        }

        if (type is null && otherCategories.Count >= MaxTypes)
        {
            errors.TryAdd(nameof(TicketTypeForm.Category), T["An event has at most {0} ticket types.", MaxTypes]);
        }

        return errors;
    }

    private static void Apply(TicketTypeForm form, ParsedTicketTypeForm parsed, TicketType type)
    {
        if (parsed.Capacity > type.Capacity || parsed.FollowedById != type.FollowedById)
        {
            type.ResetHandover();
        }

        (type.Category, type.Note, type.Price, type.Capacity) = (form.Category, form.Note, parsed.Price, parsed.Capacity);
        (type.MinPerOrder, type.MaxPerOrder) = (parsed.MinPerOrder, parsed.MaxPerOrder);
        (type.SalesStartAt, type.SalesEndAt) = (parsed.SalesStartAt, parsed.SalesEndAt);
        (type.FollowedById, type.IsHidden) = (parsed.FollowedById, form.IsHidden);
    }
}
