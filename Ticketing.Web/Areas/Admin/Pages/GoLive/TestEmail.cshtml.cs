using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using NetEscapades.AspNetCore.SecurityHeaders;
using Ticketing.Features.GoLive.MailTest;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Areas.Admin.Pages.GoLive;

/// <summary>The link in a test email. Whoever reads the mail may not be signed in there.</summary>
[EnableRateLimiting(RateLimits.SignIn)]
[SecurityHeadersPolicy(SecurityHeaders.NoReferrer)]
public sealed class TestEmailModel(TestMails mails) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "token")]
    public string? Token { get; set; }

    public bool IsLinkExpired { get; private set; }

    public bool IsConfirmed { get; private set; }

    public async Task OnGetAsync(CancellationToken ct) => SetLinkExpired(!await mails.IsLinkValidAsync(Token, ct));

    public async Task OnPostAsync(CancellationToken ct)
    {
        IsConfirmed = await mails.ConfirmAsync(Token, ct);
        SetLinkExpired(!IsConfirmed);
    }

    private void SetLinkExpired(bool isExpired)
    {
        IsLinkExpired = isExpired;
        if (isExpired)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }
}
