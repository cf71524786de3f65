using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;
using NetEscapades.AspNetCore.SecurityHeaders;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Inventory;
using Ticketing.Infrastructure.Hosting.Pipeline;
using Ticketing.Infrastructure.Hosting.Security;
using Ticketing.Infrastructure.Localization;
using Ticketing.Pages.Events;

namespace Ticketing.Pages.Embed;

/// <summary>Upcoming events, for a frame on the venue's own website. It has no form and sets no cookie.</summary>
[OutputCache(PolicyName = PageCache.OneSecond)]
[SecurityHeadersPolicy(SecurityHeaders.Embedded)]
public sealed class EventsModel(EventCatalogue catalogue, AvailabilityCalculator offers, Pricing pricing, VenueClock clock) : PageModel
{
    public IReadOnlyList<EventCard> Cards { get; private set; } = [];

    public DateTimeOffset Now => clock.Now;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Cards = [.. (await catalogue.GetUpcomingAsync(null, ct)).Select(e => EventCard.Create(e, offers.GetForEvent(e), pricing, Now))];
    }
}
