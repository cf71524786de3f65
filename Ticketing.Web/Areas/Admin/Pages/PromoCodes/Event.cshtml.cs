using Microsoft.AspNetCore.Mvc.Filters;
using Ticketing.Features.Events.Catalog;

namespace Ticketing.Areas.Admin.Pages.PromoCodes;

/// <summary>Codes of one event.</summary>
public sealed class EventModel(PromoCodeServicesForPages services, EventQueries events) : PromoCodeListPage(services)
{
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        Event = await events.FindAsync(Guid.Parse((string)RouteData.Values["id"]!), HttpContext.RequestAborted);
        if (Event is null)
        {
            context.Result = NotFound();
            return;
        }

        await next();
    }
}
