using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NetEscapades.AspNetCore.SecurityHeaders;
using Ticketing.Infrastructure.Hosting.Security;
using Ticketing.Infrastructure.Notifications.Admin;

namespace Ticketing.Areas.Admin.Pages.Notifications;

/// <summary>HTML body, for a sandboxed frame without scripts or navigation.</summary>
[SecurityHeadersPolicy(SecurityHeaders.UntrustedFrame)]
public sealed class HtmlModel(MailReader reader) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) =>
        await reader.ReadAsync(id, ct) is { Html: { } html } ? Content(html, "text/html", Encoding.UTF8) : NotFound();
}
