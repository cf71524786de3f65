using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ticketing.Audit;
using Ticketing.Data;
using Ticketing.Events;
using Ticketing.Events.Editing;
using Ticketing.Settings;

namespace Ticketing.Settlements.Terms;

public sealed class AgreeTerms(TicketingDbContext db, EventRows events, Pricing pricing, AuditTrail audit)
{
    /// <summary>The version of unsaved terms.</summary>
    public const int NotAgreed = -1;

    /// <param name="typed">On a collision, fields that only somebody else changed are merged into it.</param>
    public Task<EditOutcome> SaveAsync(Guid eventId, TermsForm typed, Revision from, CancellationToken ct) =>
        db.WriteAsync(() => TrySaveAsync(eventId, typed, from, ct), outcome => outcome is EditOutcome.Saved, ct);

    private async Task<EditOutcome> TrySaveAsync(Guid eventId, TermsForm typed, Revision from, CancellationToken ct)
    {
        if (await events.LockAsync(eventId, ct) is not { } @event)
        {
            return new EditOutcome.Gone();
        }

        var terms = await db.Set<SettlementTerms>().SingleOrDefaultAsync(t => t.EventId == eventId, ct);
        var current = TermsForm.Of(terms, pricing.Currency);
        var version = terms?.Version ?? NotAgreed;
        if (version != from.Version && Collision.Merge(TermsForm.Fields, from.Read<TermsForm>(), typed, current) is { Count: > 0 } differences)
        {
            return new EditOutcome.Collided(differences, Revision.Of(version, current));
        }

        var facts = new TermsFacts(typed, pricing.Currency);
        return facts.Errors.Count > 0 ? new EditOutcome.Refused(facts.Errors) : await SaveAsync(@event, terms, typed, facts, ct);
    }

    private async Task<EditOutcome> SaveAsync(Event @event, SettlementTerms? terms, TermsForm typed, TermsFacts facts, CancellationToken ct)
    {
        var before = terms is null ? null : Values(terms);
        if (terms is null)
        {
            terms = new SettlementTerms { EventId = @event.Id, Artist = typed.Artist, ShareBasisPoints = facts.ShareBasisPoints, Guarantee = facts.Guarantee };
            db.Add(terms);
        }

        (terms.Artist, terms.ShareBasisPoints, terms.Guarantee) = (typed.Artist, facts.ShareBasisPoints, facts.Guarantee);
        (terms.CountsBookingFees, terms.TakesTaxFirst, terms.TakesProviderFeesFirst) =
            (typed.CountsBookingFees, typed.TakesTaxFirst, typed.TakesProviderFeesFirst);
        db.ChangeTracker.DetectChanges();
        if (db.Entry(terms).State == EntityState.Unchanged)
        {
            return new EditOutcome.Saved(@event.Id, Changed: false);
        }

        terms.RaiseVersion();
        await db.SaveChangesAsync(ct);
        await audit.RecordAsync("settlement.agreed", @event.Id, @event.Title, before, Values(terms), ct);
        return new EditOutcome.Saved(@event.Id, Changed: true);
    }

    private object Values(SettlementTerms terms) => new
    {
        terms.Artist, Share = string.Create(CultureInfo.InvariantCulture, $"{terms.SharePercent:0.##}%"),
        Guarantee = new Money(terms.Guarantee, pricing.Currency).ToString(),
        terms.CountsBookingFees, terms.TakesTaxFirst, terms.TakesProviderFeesFirst,
    };
}
