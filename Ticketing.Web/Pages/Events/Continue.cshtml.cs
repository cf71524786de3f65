using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Features.ClientBudgets.Challenges;
using Ticketing.Features.Events.Catalog;
using Ticketing.Infrastructure.Hosting.Pipeline;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Pages.Events;

/// <summary>The challenge again, for browsers that cannot count down by themselves. Its form posts to the event's page.</summary>
[ResponseCache(Location = ResponseCacheLocation.None, NoStore = true)]
public sealed class ContinueModel(EventCatalogue catalogue, ChallengeTokens tokens, BrowserCookie browser, TimeProvider clock) : PageModel
{
    public ChallengeView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken ct)
    {
        if (await catalogue.FindAsync(slug, ct) is not { } @event)
        {
            return NotFound();
        }

        var token = Request.Query[ChallengeView.TokenField].ToString();
        if (browser.FindKey(HttpContext) is not { } key || tokens.Read(token, @event.Id, key) is not { } issued)
        {
            return new SeeOtherResult($"/events/{@event.Slug}");
        }

        var code = Request.Query[PageCode.Field].ToString();
        View = new ChallengeView(@event, issued, ChosenQuantities.Read(Request.Query).Counts, code, clock.GetUtcNow());
        View.SetHeaders(Response);
        return Page();
    }
}
