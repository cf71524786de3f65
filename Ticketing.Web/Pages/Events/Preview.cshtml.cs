using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Features.Accounts;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;

namespace Ticketing.Pages.Events;

/// <summary>Staff preview of an unpublished event. Not in the admin area, so that it uses the shop's layout and partials.</summary>
[Authorize(Policies.Staff)]
public sealed class PreviewModel(EventQueries events, EventDetailsViewFactory shows) : PageModel
{
    public EventDetailsView View { get; private set; } = null!;
    public bool IsDraft { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await events.FindAsync(id, ct) is not { } @event)
        {
            return NotFound();
        }

        IsDraft = @event.Status == EventStatus.Inactive;
        View = shows.CreatePreview(@event);
        return Page();
    }
}
