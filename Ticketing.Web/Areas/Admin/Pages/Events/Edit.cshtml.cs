using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Editing;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Infrastructure.Hosting.Pipeline;

namespace Ticketing.Areas.Admin.Pages.Events;

public sealed class EditModel(EditEvent edit, EventQueries events) : EventFormPage
{
    private Event @event = null!;

    public override bool IsNew => false;

    public override string BackPath => $"/admin/events/{Id}";

    public Guid Id => @event.Id;

    public string Title => @event.Title;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (RouteData.Values["id"] is not string id || await events.FindAsync(Guid.Parse(id), HttpContext.RequestAborted) is not { } found)
        {
            context.Result = NotFound();
            return;
        }

        @event = found;
        await next();
    }

    public void OnGet()
    {
        Form = EventForm.From(@event);
        (Version, Loaded) = Revision.Create(@event.Version, Form);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        switch (await edit.SaveAsync(Id, Form, new Revision(Version, Loaded ?? ""), ct))
        {
            case EditOutcome.Saved saved:
                this.SetFlash(
                    saved.Changed ? "Saved. Visitors see it at once." : "Nothing was different.",
                    saved.Changed ? "success" : "info"
                );
                return new SeeOtherResult(BackPath);
            case EditOutcome.Refused refused:
                return Refuse(refused.Errors);
            case EditOutcome.Conflict collided:
                return Refuse(collided);
            case EditOutcome.NotFound:
                return NotFound();
            default:
                throw new UnreachableException();
        }
    }
}
