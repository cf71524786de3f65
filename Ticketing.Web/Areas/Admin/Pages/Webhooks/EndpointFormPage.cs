using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.OutgoingWebhooks.Endpoints;

namespace Ticketing.Areas.Admin.Pages.Webhooks;

public abstract class EndpointFormPage : PageModel
{
    [BindProperty(Name = "Url")]
    public string? TypedUrl { get; set; }

    [BindProperty]
    public string? Description { get; set; }

    [BindProperty]
    public string[] Types { get; set; } = [];

    public FieldErrors Errors { get; private set; } = FieldErrors.None;

    public abstract string BackPath { get; }

    protected WebhookEndpointForm Form
    {
        get =>
            new()
            {
                Url = TypedUrl ?? "",
                Description = Description ?? "",
                Types = Types,
            };
        set => (TypedUrl, Description, Types) = (value.Url, value.Description, [.. value.Types]);
    }

    protected PageResult Refuse(WebhookEndpointOutcome.Refused refused)
    {
        Errors = new FieldErrors(refused.Errors);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }
}
