using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Accounts;
using Ticketing.Events;

namespace Ticketing.Pages.Events;

/// <summary>An event's page for staff, before it is public. It stands here so that it is the very page that visitors get.</summary>
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
