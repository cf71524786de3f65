using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Features.Events.Catalog;

namespace Ticketing.Areas.Admin.Pages.ApiKeys;

public sealed class IndexModel(ApiKeyAdministration keys, EventQueries events) : PageModel
{
    [BindProperty]
    public Guid Key { get; set; }

    public IReadOnlyList<ApiKey> Keys { get; private set; } = [];

    /// <summary>Titles of the events that keys are limited to.</summary>
    public IReadOnlyDictionary<Guid, string> Events { get; private set; } = new Dictionary<Guid, string>();

    public async Task OnGetAsync(CancellationToken ct)
    {
        Keys = await keys.ListAsync(ct);
        Events = await events.GetTitlesAsync([.. Keys.Select(key => key.EventId).OfType<Guid>().Distinct()], ct);
    }

    public async Task<IActionResult> OnPostRevokeAsync(CancellationToken ct)
    {
        var isRevoked = await keys.RevokeAsync(Key, ct);
        this.SetFlash(
            isRevoked ? T["The key is revoked. It no longer opens anything."] : T["The key was revoked already."],
            isRevoked ? "success" : "info"
        );
        return RedirectToPage();
    }
}
