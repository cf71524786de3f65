using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Ticketing.Events;
using Ticketing.Events.Editing;
using Ticketing.Hosting;

namespace Ticketing.Areas.Admin.Pages.Events;

public sealed class EditModel(EditEvent edit, EventDesk desk) : EventFormPage
{
    private Event @event = null!;

    public override bool IsNew => false;

    public override string Back => $"/admin/events/{Id}";

    public Guid Id => @event.Id;

    public string Title => @event.Title;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (RouteData.Values["id"] is not string id || await desk.FindAsync(Guid.Parse(id), HttpContext.RequestAborted) is not { } found)
        {
            context.Result = NotFound();
            return;
        }

        @event = found;
        await next();
    }

    public void OnGet()
    {
        Form = EventForm.Of(@event);
        (Version, Loaded) = Revision.Of(@event.Version, Form);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        switch (await edit.SaveAsync(Id, Form, new Revision(Version, Loaded ?? ""), ct))
        {
            case EditOutcome.Saved saved:
                this.Tell(saved.Changed ? "Saved. Visitors see it at once." : "Nothing was different.", saved.Changed ? "success" : "info");
                return new SeeOther(Back);
            case EditOutcome.Refused refused:
                return Refuse(refused.Errors);
            case EditOutcome.Collided collided:
                return Refuse(collided);
            case EditOutcome.Gone:
                return NotFound();
            default:
                throw new UnreachableException();
        }
    }
}
