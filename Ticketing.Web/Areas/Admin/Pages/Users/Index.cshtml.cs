using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Accounts;

namespace Ticketing.Areas.Admin.Pages.Users;

public sealed class IndexModel(StaffList list) : PageModel
{
    public IReadOnlyList<StaffRow> People { get; private set; } = [];

    public int Waiting => People.Count(person => person.State == StaffState.Waiting);

    public async Task OnGetAsync(CancellationToken ct) => People = await list.ReadAsync(ct);
}
