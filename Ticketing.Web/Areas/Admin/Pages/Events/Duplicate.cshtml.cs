using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Editing;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Infrastructure.Hosting.Pipeline;

namespace Ticketing.Areas.Admin.Pages.Events;

public sealed class DuplicateModel(EventQueries events, DuplicateEvent duplicate) : PageModel
{
    [BindProperty]
    public EventForm Form { get; set; } = new();

    public Event Event { get; private set; } = null!;
    public FieldErrors Errors { get; private set; } = FieldErrors.None;
    public int Offered => Event.TicketTypes.Count(type => !type.IsWithdrawn);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await events.FindAsync(id, ct) is not { } @event)
        {
            return NotFound();
        }

        Event = @event;
        Form = DuplicateEvent.CreateForm(@event);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (await events.FindAsync(id, ct) is not { } @event)
        {
            return NotFound();
        }

        Event = @event;
        ModelState.Clear();
        switch (await duplicate.CopyAsync(id, Form.Title, Form.Starts, ct))
        {
            case EditOutcome.Saved saved:
                this.SetFlash(T["Copied. It is a draft: check it and publish."]);
                return new SeeOtherResult($"/admin/events/{saved.Id}");
            case EditOutcome.Refused refused:
                Errors = new FieldErrors(refused.Errors);
                var page = Page();
                page.StatusCode = StatusCodes.Status400BadRequest;
                return page;
            case EditOutcome.NotFound:
                return NotFound();
            default:
                throw new UnreachableException();
        }
    }
}
