using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Holds;
using Ticketing.Features.Promotions;
using Ticketing.Infrastructure.Hosting.Pipeline;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Pages.Events;

/// <summary>
/// The event's page for a browser that holds tickets of it: they are chosen already, and count as available. Its form posts to the event's
/// page, which is cached and therefore the same for everybody.
/// </summary>
[ResponseCache(Location = ResponseCacheLocation.None, NoStore = true)]
public sealed class ChangeModel(
    EventCatalogue catalogue,
    EventDetailsViewFactory shows,
    Basket basket,
    BrowserCookie browser,
    PageCode codes,
    PromoCodeLookup lookup,
    Pricing pricing,
    TimeProvider clock
) : PageModel
{
    public EventDetailsView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken ct)
    {
        if (await catalogue.FindAsync(slug, ct) is not { } @event)
        {
            return NotFound();
        }

        if (browser.FindKey(HttpContext) is not { } key || await basket.FindReplaceableAsync(key, @event.Id, ct) is not { } held)
        {
            return new SeeOtherResult($"/events/{@event.Slug}");
        }

        await basket.ExcludeOwnAsync(@event, key, ct);
        var code = await codes.FindAsync(HttpContext, held.PromoCode ?? "", ct, held.GetCodeUse());
        code.ApplyTo(@event, pricing.Currency);
        View = shows.Create(@event, ChosenQuantities.From(held.Lines), new Dictionary<Guid, string>());
        if (code != FoundCode.None || await lookup.HasAnyAsync(@event.Id, ct))
        {
            View = View with { Code = CodeView.Create(code, "", @event, clock.GetUtcNow()) };
        }

        return Page();
    }
}
