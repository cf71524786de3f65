using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Notifications;

namespace Ticketing.Areas.Admin.Pages;

/// <summary>What an organiser wants to know first.</summary>
public sealed class IndexModel(MailHealth mail) : PageModel
{
    public MailReport Mail { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => Mail = await mail.ReadAsync(ct);
}
