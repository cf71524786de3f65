using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.OutgoingWebhooks;
using Ticketing.Features.OutgoingWebhooks.Endpoints;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages.Webhooks;

public sealed class DeliveryModel(
    WebhookEndpointQueries endpoints,
    WebhookDeliveryQueries deliveries,
    SendWebhookAgain messages,
    VenueClock clock
) : PageModel
{
    private const int RefreshSeconds = 3;

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(Name = "delivery", SupportsGet = true)]
    public Guid DeliveryId { get; set; }

    public WebhookEndpoint Endpoint { get; private set; } = null!;

    public WebhookDelivery Sent { get; private set; } = null!;

    /// <summary>Latest first.</summary>
    public IReadOnlyList<WebhookAttempt> Attempts { get; private set; } = [];

    public VenueClock Clock => clock;

    /// <summary>Of the last attempt.</summary>
    public string Timestamp => Sent.LastTriedAt?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) ?? "…";

    public string PrettyPayload => JsonSerializer.Serialize(JsonElement.Parse(Sent.Payload), Indented);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await endpoints.FindAsync(Id, ct) is not { } endpoint || await deliveries.FindAsync(Id, DeliveryId, ct) is not { } sent)
        {
            return NotFound();
        }

        (Endpoint, Sent, Attempts) = (endpoint, sent, await deliveries.ListAttemptsAsync(sent.Id, ct));
        if (sent is { Status: WebhookDeliveryStatus.Waiting, Attempts: 0 } && endpoint.DisabledAt is null)
        {
            Response.Headers["Refresh"] = $"{RefreshSeconds}";
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAgainAsync(CancellationToken ct)
    {
        var queued = await messages.SendAgainAsync(Id, DeliveryId, ct);
        this.SetFlash(queued ? T["It’s sent again in a few seconds."] : T["It’s being sent already."], queued ? "success" : "info");
        return RedirectToPage(new { Id, delivery = DeliveryId });
    }
}
