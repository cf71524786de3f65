using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Accounts;
using Ticketing.Events;

namespace Ticketing.Pages.Events;

/// <summary>Staff preview of an unpublished event. Not in the admin area, so that it uses the shop's layout and partials.</summary>
[Authorize(Policies.Staff)]
public sealed class PreviewModel(EventDesk desk, ShowPages shows) : PageModel
{
    public ShowPage Show { get; private set; } = null!;
    public bool IsDraft { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await desk.FindAsync(id, ct) is not { } @event)
        {
            return NotFound();
        }

        IsDraft = @event.Status == EventStatus.Inactive;
        Show = shows.PreviewOf(@event);
        return Page();
    }
}
