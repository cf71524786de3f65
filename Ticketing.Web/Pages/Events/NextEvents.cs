using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Inventory;

namespace Ticketing.Pages.Events;

/// <summary>Other events for visitors of one that cannot be bought.</summary>
public sealed class NextEvents(EventCatalogue catalogue, AvailabilityCalculator offers, Pricing pricing, TimeProvider clock)
{
    private const int Shown = 3;

    /// <summary>The soonest that can be bought.</summary>
    public async Task<IReadOnlyList<EventCard>> FindAsync(Event except, CancellationToken ct) =>
        [
            .. (await catalogue.GetNextAsync(except.Id, ct))
                .Select(e => EventCard.Create(e, offers.GetForEvent(e), pricing, clock.GetUtcNow()))
                .Where(card => card.CanBuy)
                .Take(Shown),
        ];
}
