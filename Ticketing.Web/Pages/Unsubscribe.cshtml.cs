using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using NetEscapades.AspNetCore.SecurityHeaders;
using Ticketing.Features.Messages;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Pages;

/// <summary>
/// The link in news to buyers. Mail scanners open links, so only a POST unsubscribes: from the button here, or from the mail program
/// (RFC 8058), which has no antiforgery token. The token in the link is the proof.
/// </summary>
[IgnoreAntiforgeryToken]
[ResponseCache(Location = ResponseCacheLocation.None, NoStore = true)]
[EnableRateLimiting(RateLimits.FindOrders)]
[SecurityHeadersPolicy(SecurityHeaders.NoReferrer)]
public sealed class UnsubscribeModel(UnsubscribeLinks links) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "token")]
    public string? Token { get; set; }

    public bool IsValid { get; private set; }

    public bool IsUnsubscribed { get; private set; }

    public async Task OnGetAsync(CancellationToken ct) => Show(await links.IsValidAsync(Token, ct));

    public async Task OnPostAsync(CancellationToken ct)
    {
        IsUnsubscribed = await links.UnsubscribeAsync(Token, ct);
        Show(IsUnsubscribed);
    }

    private void Show(bool isValid)
    {
        IsValid = isValid;
        Response.StatusCode = isValid ? StatusCodes.Status200OK : StatusCodes.Status404NotFound;
    }
}
