using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Inventory;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Editing;

namespace Ticketing.Features.Promotions.Editing;

/// <summary>Existing holds and orders keep their prices.</summary>
public sealed class EditPromoCode(
    TicketingDbContext db,
    Pricing pricing,
    IOptionsMonitor<SiteOptions> site,
    EventsWithCodes events,
    AuditTrail audit,
    TimeProvider clock
)
{
    /// <param name="eventId">Null for a code for all events.</param>
    public Task<EditOutcome> AddAsync(Guid? eventId, PromoCodeForm form, CancellationToken ct) =>
        WriteAsync(() => TryAddAsync(eventId, form, ct), ct);

    /// <param name="typed">On a conflict, fields that only the other editor changed are copied into it.</param>
    public Task<EditOutcome> SaveAsync(Guid id, PromoCodeForm typed, Revision from, CancellationToken ct) =>
        WriteAsync(() => TrySaveAsync(id, typed, from, ct), ct);

    private async Task<EditOutcome> WriteAsync(Func<Task<EditOutcome>> write, CancellationToken ct)
    {
        var outcome = await db.WriteAsync(write, result => result is EditOutcome.Saved, ct);
        events.Forget();
        return outcome;
    }

    private async Task<EditOutcome> TryAddAsync(Guid? eventId, PromoCodeForm form, CancellationToken ct)
    {
        var @event = await FindEventAsync(eventId, ct);
        if (eventId is not null && @event is null)
        {
            return new EditOutcome.NotFound();
        }

        var parsed = Parse(form, @event, null);
        await CheckNameAsync(parsed, form, eventId, id: null, ct);
        if (parsed.Errors.Count > 0)
        {
            return new EditOutcome.Refused(parsed.Errors);
        }

        var code = new PromoCode
        {
            EventId = eventId,
            Code = form.Code,
            Kind = parsed.Kind,
            Value = parsed.Value,
            CreatedAt = clock.GetUtcNow(),
        };
        Apply(form, parsed, code);
        db.Add(code);
        await db.SaveChangesAsync(ct);
        await audit.RecordAsync(
            "promo-code.created",
            code.Id,
            code.Code,
            null,
            PromoCodeAuditValues.From(code, @event, pricing.Currency),
            ct
        );
        return new EditOutcome.Saved(code.Id, Changed: true);
    }

    private async Task<EditOutcome> TrySaveAsync(Guid id, PromoCodeForm typed, Revision from, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        // Locked: no sale can use it between the check of the limits and the save.
        if (await db.Set<PromoCode>().Where(c => c.Id == id).ForUpdate().SingleOrDefaultAsync(ct) is not { } code)
        {
            return new EditOutcome.NotFound();
        }

        var @event = await FindEventAsync(code.EventId, ct);
        var current = PromoCodeForm.From(code, GetZone(@event), pricing.Currency);
        if (
            code.Version != from.Version
            && FormMerger.Merge(PromoCodeForm.Fields, from.Deserialize<PromoCodeForm>(), typed, current) is { Count: > 0 } differences
        )
        {
            return new EditOutcome.Conflict(differences, Revision.Create(code.Version, current));
        }

        var parsed = Parse(typed, @event, code);
        await CheckNameAsync(parsed, typed, code.EventId, id, ct);
        if (code.BatchId is not null && typed.Code != code.Code)
        {
            parsed.Errors.TryAdd(nameof(PromoCodeForm.Code), T["A code of a batch keeps its name: {0}.", code.Code]);
        }

        return parsed.Errors.Count > 0 ? new EditOutcome.Refused(parsed.Errors) : await SaveAsync(code, typed, parsed, @event, ct);
    }

    private async Task<EditOutcome> SaveAsync(
        PromoCode code,
        PromoCodeForm typed,
        ParsedPromoCodeForm parsed,
        Event? @event,
        CancellationToken ct
    )
    {
        var before = PromoCodeAuditValues.From(code, @event, pricing.Currency);
        Apply(typed, parsed, code);
        db.ChangeTracker.DetectChanges();
        if (db.Entry(code).State == EntityState.Unchanged)
        {
            return new EditOutcome.Saved(code.Id, Changed: false);
        }

        code.IncrementVersion();
        await db.SaveChangesAsync(ct);
        await audit.RecordAsync(
            "promo-code.edited",
            code.Id,
            code.Code,
            before,
            PromoCodeAuditValues.From(code, @event, pricing.Currency),
            ct
        );
        return new EditOutcome.Saved(code.Id, Changed: true);
    }

    private ParsedPromoCodeForm Parse(PromoCodeForm form, Event? @event, PromoCode? unchanged) =>
        new(form, @event?.TicketTypes ?? [], unchanged, GetZone(@event), pricing.Currency);

    private string GetZone(Event? @event) => @event?.TimeZone ?? site.CurrentValue.TimeZone;

    private async Task<Event?> FindEventAsync(Guid? id, CancellationToken ct) =>
        id is null ? null : await db.Set<Event>().AsNoTracking().Include(e => e.TicketTypes).FirstOrDefaultAsync(e => e.Id == id, ct);

    // The database refuses a second one too, if two are saved at the same time.
    private async Task CheckNameAsync(ParsedPromoCodeForm parsed, PromoCodeForm form, Guid? eventId, Guid? id, CancellationToken ct)
    {
        var key = PromoCode.ToKey(form.Code);
        if (await db.Set<PromoCode>().AnyAsync(c => c.CodeKey == key && c.EventId == eventId && c.Id != id, ct))
        {
            parsed.Errors.TryAdd(nameof(PromoCodeForm.Code), T["This code already exists."]);
        }
    }

    internal static void Apply(PromoCodeForm form, ParsedPromoCodeForm parsed, PromoCode code)
    {
        (code.Code, code.Note, code.Kind, code.Value) = (form.Code, form.Note, parsed.Kind, parsed.Value);
        (code.OpensPresale, code.ReturnsOnRefund) = (form.OpensPresale, form.ReturnsOnRefund);
        (code.StartsAt, code.EndsAt) = (parsed.StartsAt, parsed.EndsAt);
        (code.MaxTickets, code.MaxOrders, code.MaxPerOrder) = (parsed.MaxTickets, parsed.MaxOrders, parsed.MaxPerOrder);
        (code.MaxPerPerson, code.Budget) = (parsed.MaxPerPerson, parsed.Budget);
        code.TicketTypeIds = parsed.TicketTypeIds;
    }
}
