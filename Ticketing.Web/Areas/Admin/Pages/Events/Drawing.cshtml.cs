using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Events;
using Ticketing.Events.Posters;

namespace Ticketing.Areas.Admin.Pages.Events;

public sealed class DrawingModel(EventDesk desk, EventPosters posters) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) =>
        await desk.FindAsync(id, ct) is { } @event ? File(await posters.SvgAsync(@event, ct), "image/svg+xml") : NotFound();
}
