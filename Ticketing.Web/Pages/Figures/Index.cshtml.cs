using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using NetEscapades.AspNetCore.SecurityHeaders;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Insights.Sharing;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Pages.Figures;

/// <summary>
/// One event's figures, for whoever has the link. The token stays in the address, so that the page can be bookmarked. An unknown link is
/// answered like an expired one.
/// </summary>
[EnableRateLimiting(RateLimits.SharedFigures)]
[ResponseCache(Location = ResponseCacheLocation.None, NoStore = true)]
[SecurityHeadersPolicy(SecurityHeaders.NoReferrer)]
public sealed class IndexModel(FigureLinks links, SharedFigureQueries figures, EventCatalogue catalogue) : PageModel
{
    /// <summary>Null if the link does not work.</summary>
    public SharedFigures? Figures { get; private set; }

    public Event Event { get; private set; } = null!;

    public async Task OnGetAsync(string? token, CancellationToken ct)
    {
        if (await links.OpenAsync(token, ct) is not { } link)
        {
            Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        Event = await catalogue.GetAsync(link.EventId, ct);
        Figures = await figures.GetAsync(Event, link.ShowsRevenue, ct);
    }
}
