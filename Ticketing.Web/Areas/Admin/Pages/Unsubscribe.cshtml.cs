using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using NetEscapades.AspNetCore.SecurityHeaders;
using Ticketing.Features.Insights.StaffMails;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Areas.Admin.Pages;

/// <summary>
/// The link in emails that staff chose to get. Mail scanners open links, so only a POST stops the emails: from the button here, or from the
/// mail program (RFC 8058), which has no antiforgery token. The token in the link is the proof.
/// </summary>
[IgnoreAntiforgeryToken]
[EnableRateLimiting(RateLimits.SignIn)]
[SecurityHeadersPolicy(SecurityHeaders.NoReferrer)]
public sealed class UnsubscribeModel(StaffMailLinks links, StaffMailChoices choices) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "token")]
    public string? Token { get; set; }

    /// <summary>Null if the link is not one of this venue.</summary>
    public StaffMailTopic? Topic { get; private set; }

    public bool IsStopped { get; private set; }

    public async Task OnGetAsync(CancellationToken ct) => await ResolveAsync(ct);

    public async Task OnPostAsync(CancellationToken ct)
    {
        if (await ResolveAsync(ct) is { } userId)
        {
            await choices.StopAsync(userId, Topic!.Value, ct);
            IsStopped = true;
        }
    }

    private async Task<Guid?> ResolveAsync(CancellationToken ct)
    {
        var found = await links.ResolveAsync(Token, ct);
        Topic = found?.Topic;
        Response.StatusCode = found is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        return found?.UserId;
    }
}
