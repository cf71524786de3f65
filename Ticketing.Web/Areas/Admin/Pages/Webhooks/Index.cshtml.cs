using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Features.OutgoingWebhooks.Endpoints;

namespace Ticketing.Areas.Admin.Pages.Webhooks;

public sealed class IndexModel(WebhookEndpointQueries endpoints) : PageModel
{
    public IReadOnlyList<WebhookEndpointRow> Endpoints { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Endpoints = await endpoints.ListAsync(ct);
}
