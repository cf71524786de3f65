using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events.Editing;
using Ticketing.Features.Events.Inventory;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Settlements.Terms;

public sealed class EditDeductions(TicketingDbContext db, EventLoader events, Pricing pricing, AuditTrail audit)
{
    public const int MaxDeductions = 100;

    public Task<EditOutcome> AddAsync(Guid eventId, DeductionForm form, CancellationToken ct) =>
        db.WriteAsync(() => TryAddAsync(eventId, form, ct), outcome => outcome is EditOutcome.Saved, ct);

    /// <param name="form">On a conflict, fields that only somebody else changed are merged into it.</param>
    public Task<EditOutcome> ChangeAsync(Guid eventId, Guid id, DeductionForm form, Revision from, CancellationToken ct) =>
        db.WriteAsync(() => TryChangeAsync(eventId, id, form, from, ct), outcome => outcome is EditOutcome.Saved, ct);

    /// <returns>Null if it does not exist.</returns>
    public Task<Deduction?> RemoveAsync(Guid eventId, Guid id, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                if (await events.LoadLockedAsync(eventId, ct) is not { } @event || await FindAsync(eventId, id, ct) is not { } deduction)
                {
                    return null;
                }

                db.Remove(deduction);
                await db.SaveChangesAsync(ct);
                await audit.RecordAsync("settlement.deduction-removed", eventId, @event.Title, Values(deduction), null, ct);
                return deduction;
            },
            ct: ct
        );

    private async Task<EditOutcome> TryAddAsync(Guid eventId, DeductionForm form, CancellationToken ct)
    {
        if (await events.LoadLockedAsync(eventId, ct) is not { } @event)
        {
            return new EditOutcome.NotFound();
        }

        var (errors, amount) = form.Parse(pricing.Currency);
        var positions = await db.Set<Deduction>().Where(d => d.EventId == eventId).Select(d => d.Position).ToListAsync(ct);
        if (positions.Count >= MaxDeductions)
        {
            errors.TryAdd(nameof(DeductionForm.Label), "A night has at most 100 deductions.");
        }

        if (errors.Count > 0)
        {
            return new EditOutcome.Refused(errors);
        }

        var deduction = new Deduction
        {
            EventId = eventId,
            Label = form.Label,
            Amount = amount,
            Position = positions.Count == 0 ? 0 : positions.Max() + 1,
        };
        db.Add(deduction);
        await db.SaveChangesAsync(ct);
        await audit.RecordAsync("settlement.deduction-added", eventId, @event.Title, null, Values(deduction), ct);
        return new EditOutcome.Saved(deduction.Id, Changed: true);
    }

    private async Task<EditOutcome> TryChangeAsync(Guid eventId, Guid id, DeductionForm form, Revision from, CancellationToken ct)
    {
        if (await events.LoadLockedAsync(eventId, ct) is not { } @event || await FindAsync(eventId, id, ct) is not { } deduction)
        {
            return new EditOutcome.NotFound();
        }

        var current = DeductionForm.From(deduction, pricing.Currency);
        if (
            deduction.Version != from.Version
            && FormMerger.Merge(DeductionForm.Fields, from.Deserialize<DeductionForm>(), form, current) is { Count: > 0 } differences
        )
        {
            return new EditOutcome.Conflict(differences, Revision.Create(deduction.Version, current));
        }

        var (errors, amount) = form.Parse(pricing.Currency);
        if (errors.Count > 0)
        {
            return new EditOutcome.Refused(errors);
        }

        if (deduction.Label == form.Label && deduction.Amount == amount)
        {
            return new EditOutcome.Saved(id, Changed: false);
        }

        var before = Values(deduction);
        (deduction.Label, deduction.Amount) = (form.Label, amount);
        deduction.IncrementVersion();
        await db.SaveChangesAsync(ct);
        await audit.RecordAsync("settlement.deduction-changed", eventId, @event.Title, before, Values(deduction), ct);
        return new EditOutcome.Saved(id, Changed: true);
    }

    private Task<Deduction?> FindAsync(Guid eventId, Guid id, CancellationToken ct) =>
        db.Set<Deduction>().SingleOrDefaultAsync(d => d.Id == id && d.EventId == eventId, ct);

    // Label and amount in one value, so that a long audit trail stays readable.
    private object Values(Deduction deduction) =>
        new { Deduction = $"{deduction.Label}: {new Money(deduction.Amount, pricing.Currency).ToRecordString()}" };
}
