using Microsoft.AspNetCore.Mvc;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.OutgoingWebhooks.Endpoints;

namespace Ticketing.Areas.Admin.Pages.Webhooks;

public sealed class EditModel(EditWebhookEndpoint edit, WebhookEndpointQueries endpoints) : EndpointFormPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public override string BackPath => $"/admin/webhooks/{Id}";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await endpoints.FindAsync(Id, ct) is not { } endpoint)
        {
            return NotFound();
        }

        Form = WebhookEndpointForm.From(endpoint);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        switch (await edit.SaveAsync(Id, Form, version: null, ct))
        {
            case WebhookEndpointOutcome.Saved:
                this.SetFlash(T["Saved."]);
                return RedirectToPage("/Webhooks/Details", new { Id });
            case WebhookEndpointOutcome.Refused refused:
                return Refuse(refused);
            default:
                return NotFound();
        }
    }
}
