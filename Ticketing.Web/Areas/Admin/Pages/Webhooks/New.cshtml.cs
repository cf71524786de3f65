using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.OutgoingWebhooks;
using Ticketing.Features.OutgoingWebhooks.Endpoints;

namespace Ticketing.Areas.Admin.Pages.Webhooks;

public sealed class NewModel(EditWebhookEndpoint edit) : EndpointFormPage
{
    public override string BackPath => "/admin/webhooks";

    public void OnGet() => Types = [.. WebhookEventTypes.All];

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        switch (await edit.AddAsync(Form, ct))
        {
            case WebhookEndpointOutcome.Added added:
                this.KeepSecret(added.Id, added.Secret);
                this.SetFlash(T["The webhook was added."]);
                return RedirectToPage("/Webhooks/Details", new { id = added.Id });
            case WebhookEndpointOutcome.Refused refused:
                return Refuse(refused);
            default:
                throw new UnreachableException();
        }
    }
}
