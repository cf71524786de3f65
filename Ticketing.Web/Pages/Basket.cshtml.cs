using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Features.Holds;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Pages;

/// <summary>The tickets that this browser holds, as a page and, for the script of all other pages, as a bar.</summary>
[ResponseCache(Location = ResponseCacheLocation.None, NoStore = true)]
public sealed class BasketModel(Basket basket, BrowserCookie browser, TimeProvider clock) : PageModel
{
    public IReadOnlyList<BasketItem> Items { get; private set; } = [];

    public DateTimeOffset Now => clock.GetUtcNow();

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<PartialViewResult> OnGetBarAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        return Partial("_BasketBar", this);
    }

    private async Task LoadAsync(CancellationToken ct) =>
        Items = browser.FindKey(HttpContext) is { } key ? await basket.GetAsync(key, ct) : [];
}
