using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Posters;

namespace Ticketing.Areas.Admin.Pages.Events;

public sealed class DrawingModel(EventQueries events, EventPosters posters) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) =>
        await events.FindAsync(id, ct) is { } @event ? File(await posters.RenderSvgAsync(@event, ct), "image/svg+xml") : NotFound();
}
