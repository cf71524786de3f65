using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Editing;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.WaitingList;

/// <param name="OfferHours">How long an offer lasts.</param>
/// <param name="EndHours">Before the start.</param>
public sealed record WaitingListTerms(bool IsOn, int OfferHours, int EndHours)
{
    public const int MaxOfferHours = 168;
    public const int MaxEndHours = 336;

    public bool AreValid => OfferHours is >= 1 and <= MaxOfferHours && EndHours is >= 0 and <= MaxEndHours;

    public static WaitingListTerms From(Event @event) => new(@event.HasWaitingList, @event.OfferHours, @event.WaitingListEndHours);
}

/// <summary>Offers that were made keep their time. Switching it off ends the list; nobody loses an offer.</summary>
public sealed class EditWaitingList(TicketingDbContext db, EventLoader loader, AuditTrail audit)
{
    /// <returns>False if there is no such event.</returns>
    public Task<bool> SaveAsync(Guid eventId, WaitingListTerms terms, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                if (await loader.LoadLockedAsync(eventId, ct) is not { } @event)
                {
                    return false;
                }

                var before = WaitingListTerms.From(@event);
                if (before != terms)
                {
                    var (isOn, offerHours, endHours) = terms;
                    await db.Set<Event>()
                        .Where(e => e.Id == eventId)
                        .ExecuteUpdateAsync(
                            set =>
                                set.SetProperty(e => e.HasWaitingList, isOn)
                                    .SetProperty(e => e.OfferHours, offerHours)
                                    .SetProperty(e => e.WaitingListEndHours, endHours),
                            ct
                        );
                    await audit.RecordAsync("event.waiting-list", eventId, @event.Title, Describe(before), Describe(terms), ct);
                }

                return true;
            },
            ct: ct
        );

    private static object Describe(WaitingListTerms terms) =>
        new
        {
            HasWaitingList = terms.IsOn,
            terms.OfferHours,
            WaitingListEndHours = terms.EndHours,
        };
}
