using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;

namespace Ticketing.Areas.Admin.Pages.Events;

/// <summary>Base of pages about the event in the route; returns 404 if it does not exist.</summary>
public abstract class EventPage(EventQueries events) : PageModel
{
    public Event Event { get; protected set; } = null!;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (RouteData.Values["id"] is not string id || await events.FindAsync(Guid.Parse(id), HttpContext.RequestAborted) is not { } found)
        {
            context.Result = NotFound();
            return;
        }

        Event = found;
        await next();
    }
}
