using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Payments.Webhooks;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages.Payments;

public sealed class MessagesModel(
    WebhookQueries webhooks,
    RetryWebhook retry,
    VenueClock clock,
    IOptionsMonitor<SiteOptions> site,
    IOptionsMonitor<PaymentOptions> payments
) : PageModel
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true, Name = "status")]
    public WebhookStatus? Status { get; set; }

    [BindProperty(SupportsGet = true, Name = "number")]
    public int Number { get; set; } = 1;

    public IReadOnlyList<ListedWebhook> Listed { get; private set; } = [];

    public bool HasMore { get; private set; }

    public int Stuck { get; private set; }

    public int Waiting { get; private set; }

    public IReadOnlyList<ListedRefusal> Refusals { get; private set; } = [];

    public VenueClock Clock => clock;

    /// <summary>False without a webhook secret: every message is refused then.</summary>
    public bool HasWebhookSecret => payments.CurrentValue.Stripe.WebhookSecret.Length > 0;

    public string WebhookUrl =>
        Uri.TryCreate(site.CurrentValue.PublicBaseUrl, UriKind.Absolute, out var home)
            ? new Uri(home, StripeWebhookEndpoint.Path).AbsoluteUri
            : StripeWebhookEndpoint.Path;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Number = Math.Clamp(Number, 1, 100_000);
        var found = await webhooks.ListAsync(Status, (Number - 1) * PageSize, PageSize + 1, ct);
        (Listed, HasMore) = ([.. found.Take(PageSize)], found.Count > PageSize);
        Stuck = await webhooks.CountAsync(WebhookStatus.Stuck, ct);
        Waiting = await webhooks.CountAsync(WebhookStatus.Waiting, ct);
        Refusals = await webhooks.ListRefusalsAsync(ct);
    }

    public async Task<IActionResult> OnPostRetryAsync([FromForm] string id, CancellationToken ct)
    {
        if (await retry.RetryAsync(id ?? "", ct))
        {
            this.SetFlash(T["The message is tried again."]);
        }
        else
        {
            this.SetFlash(T["That message is not stuck, or is being tried again already."], "info");
        }

        return Redirect("/admin/payments/messages");
    }

    public string GetLink(int number) => Url.Page("/Payments/Messages", new { status = Status, number })!;
}
