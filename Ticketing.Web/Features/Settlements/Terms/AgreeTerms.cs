using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Editing;
using Ticketing.Features.Events.Inventory;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Settlements.Terms;

public sealed class AgreeTerms(TicketingDbContext db, EventLoader events, Pricing pricing, AuditTrail audit)
{
    /// <summary>The version of unsaved terms.</summary>
    public const int UnsavedVersion = -1;

    /// <param name="form">On a conflict, fields that only somebody else changed are merged into it.</param>
    public Task<EditOutcome> SaveAsync(Guid eventId, TermsForm form, Revision from, CancellationToken ct) =>
        db.WriteAsync(() => TrySaveAsync(eventId, form, from, ct), outcome => outcome is EditOutcome.Saved, ct);

    private async Task<EditOutcome> TrySaveAsync(Guid eventId, TermsForm form, Revision from, CancellationToken ct)
    {
        if (await events.LoadLockedAsync(eventId, ct) is not { } @event)
        {
            return new EditOutcome.NotFound();
        }

        var terms = await db.Set<SettlementTerms>().SingleOrDefaultAsync(t => t.EventId == eventId, ct);
        var current = TermsForm.From(terms, pricing.Currency);
        var version = terms?.Version ?? UnsavedVersion;
        if (
            version != from.Version
            && FormMerger.Merge(TermsForm.Fields, from.Deserialize<TermsForm>(), form, current) is { Count: > 0 } differences
        )
        {
            return new EditOutcome.Conflict(differences, Revision.Create(version, current));
        }

        var facts = new ParsedTerms(form, pricing.Currency);
        return facts.Errors.Count > 0 ? new EditOutcome.Refused(facts.Errors) : await SaveAsync(@event, terms, form, facts, ct);
    }

    private async Task<EditOutcome> SaveAsync(
        Event @event,
        SettlementTerms? terms,
        TermsForm form,
        ParsedTerms parsed,
        CancellationToken ct
    )
    {
        var before = terms is null ? null : Values(terms);
        if (terms is null)
        {
            terms = new SettlementTerms
            {
                EventId = @event.Id,
                Artist = form.Artist,
                ShareBasisPoints = parsed.ShareBasisPoints,
                Guarantee = parsed.Guarantee,
            };
            db.Add(terms);
        }

        (terms.Artist, terms.ShareBasisPoints, terms.Guarantee) = (form.Artist, parsed.ShareBasisPoints, parsed.Guarantee);
        (terms.CountsBookingFees, terms.TakesTaxFirst, terms.TakesProviderFeesFirst) = (
            form.CountsBookingFees,
            form.TakesTaxFirst,
            form.TakesProviderFeesFirst
        );
        db.ChangeTracker.DetectChanges();
        if (db.Entry(terms).State == EntityState.Unchanged)
        {
            return new EditOutcome.Saved(@event.Id, Changed: false);
        }

        terms.IncrementVersion();
        await db.SaveChangesAsync(ct);
        await audit.RecordAsync("settlement.agreed", @event.Id, @event.Title, before, Values(terms), ct);
        return new EditOutcome.Saved(@event.Id, Changed: true);
    }

    private object Values(SettlementTerms terms) =>
        new
        {
            terms.Artist,
            Share = string.Create(CultureInfo.InvariantCulture, $"{terms.SharePercent:0.##}%"),
            Guarantee = new Money(terms.Guarantee, pricing.Currency).ToRecordString(),
            terms.CountsBookingFees,
            terms.TakesTaxFirst,
            terms.TakesProviderFeesFirst,
        };
}
