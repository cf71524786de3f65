using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Features.Accounts.Staff;

namespace Ticketing.Areas.Admin.Pages.Users;

public sealed class IndexModel(StaffQueries list) : PageModel
{
    public IReadOnlyList<StaffRow> People { get; private set; } = [];

    public int PendingCount => People.Count(person => person.State == StaffState.PendingApproval);

    public async Task OnGetAsync(CancellationToken ct) => People = await list.ListAsync(ct);
}
