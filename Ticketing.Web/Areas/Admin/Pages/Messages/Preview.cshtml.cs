using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NetEscapades.AspNetCore.SecurityHeaders;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Features.Accounts.Staff;
using Ticketing.Features.Messages;
using Ticketing.Features.Receipts.Emails;
using Ticketing.Infrastructure.Hosting.Security;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages.Messages;

/// <summary>HTML body, for a sandboxed frame without scripts or navigation.</summary>
[SecurityHeadersPolicy(SecurityHeaders.UntrustedFrame)]
public sealed class PreviewModel(MessageQueries messages, EventMessagePreview preview, SiteLanguages languages, OwnAccount account)
    : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, Guid message, string? language, CancellationToken ct)
    {
        if (await messages.FindAsync(id, message, ct) is not { Message: { IsReminder: false } found })
        {
            return NotFound();
        }

        var name = (await account.GetDetailsAsync(User.GetStaffId())).Name;
        var mail = await preview.WriteAsync(found, name, languages.FindByTag(language ?? ""), ct);
        return Content(mail.Html, "text/html", Encoding.UTF8);
    }
}
