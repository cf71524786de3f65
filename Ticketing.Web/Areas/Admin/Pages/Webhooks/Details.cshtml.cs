using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.OutgoingWebhooks;
using Ticketing.Features.OutgoingWebhooks.Endpoints;
using Ticketing.Features.OutgoingWebhooks.Sending;
using Ticketing.Infrastructure.Data.Paging;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages.Webhooks;

public sealed class DetailsModel(
    WebhookEndpointQueries endpoints,
    WebhookDeliveryQueries deliveries,
    EditWebhookEndpoint edit,
    DisableWebhookEndpoint disable,
    RotateWebhookSecret secrets,
    SendWebhookAgain messages,
    VenueClock clock
) : PageModel
{
    private static string SomebodyWasFaster => T["A colleague has already done this."];

    public static IReadOnlyList<WebhookDeliveryStatus?> Filters { get; } = [null, .. Enum.GetValues<WebhookDeliveryStatus>()];

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(Name = "show", SupportsGet = true)]
    public WebhookDeliveryStatus? Filter { get; set; }

    [BindProperty(Name = "at", SupportsGet = true)]
    public string? Place { get; set; }

    public WebhookEndpoint Endpoint { get; private set; } = null!;

    public KeysetPage<WebhookDeliveryItem> Deliveries { get; private set; } = null!;

    /// <summary>Null unless it was just created.</summary>
    public string? Secret { get; private set; }

    /// <summary>End of the old secret; null if only one signs.</summary>
    public DateTimeOffset? OverlapUntil => Endpoint.PreviousSecretUntil > clock.Now ? Endpoint.PreviousSecretUntil : null;

    public VenueClock Clock => clock;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await endpoints.FindAsync(Id, ct) is not { } endpoint)
        {
            return NotFound();
        }

        Endpoint = endpoint;
        Deliveries = await deliveries.GetPageAsync(Id, Filter, PagePosition.Parse(Place), WebhookDeliveryQueries.PageSize, ct);
        Secret = this.TakeSecret(Id);
        return Page();
    }

    public async Task<IActionResult> OnPostTestAsync(CancellationToken ct)
    {
        if (await messages.SendTestAsync(Id, ct) is { } delivery)
        {
            return RedirectToPage("/Webhooks/Delivery", new { Id, delivery });
        }

        return Respond(done: false, "", T["Enable the webhook before you send a test."]);
    }

    public async Task<IActionResult> OnPostRotateAsync(CancellationToken ct)
    {
        var secret = await secrets.RotateAsync(Id, ct);
        if (secret is not null)
        {
            this.KeepSecret(Id, secret);
        }

        return Respond(secret is not null, T["The new secret signs from now on."]);
    }

    public async Task<IActionResult> OnPostEndOverlapAsync(CancellationToken ct) =>
        Respond(await secrets.EndOverlapAsync(Id, ct), T["Only the new secret signs from now on."], T["The old secret has ended already."]);

    public async Task<IActionResult> OnPostEnableAsync(CancellationToken ct) =>
        Respond(await edit.EnableAsync(Id, ct), T["The webhook is enabled. What was waiting is sent now."]);

    public async Task<IActionResult> OnPostDisableAsync(CancellationToken ct) =>
        Respond(await disable.DisableAsync(Id, ct), T["The webhook is disabled."]);

    public async Task<IActionResult> OnPostDeleteAsync(CancellationToken ct)
    {
        var deleted = await edit.DeleteAsync(Id, ct);
        this.SetFlash(deleted ? T["The webhook was deleted."] : SomebodyWasFaster, deleted ? "success" : "info");
        return RedirectToPage("/Webhooks/Index");
    }

    public string GetLink(WebhookDeliveryStatus? filter, PagePosition? place = null) =>
        Url.Page(
            "/Webhooks/Details",
            new
            {
                Id,
                show = filter?.ToString(),
                at = place?.ToString(),
            }
        )!;

    private RedirectToPageResult Respond(bool done, string message, string? otherwise = null)
    {
        this.SetFlash(done ? message : otherwise ?? SomebodyWasFaster, done ? "success" : "info");
        return RedirectToPage(
            new
            {
                Id,
                show = (string?)null,
                at = (string?)null,
            }
        );
    }
}
