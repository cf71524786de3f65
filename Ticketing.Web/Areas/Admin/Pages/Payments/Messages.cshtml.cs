using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using Ticketing.Payments.Webhooks;
using Ticketing.Settings;

namespace Ticketing.Areas.Admin.Pages.Payments;

public sealed class MessagesModel(
    WebhookBook book, RetryWebhook retry, VenueClock clock, IOptionsMonitor<SiteOptions> site, IOptionsMonitor<PaymentOptions> payments) : PageModel
{
    private const int PerPage = 50;

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
    public bool IsHeard => payments.CurrentValue.Stripe.WebhookSecret.Length > 0;

    public string Address => Uri.TryCreate(site.CurrentValue.PublicBaseUrl, UriKind.Absolute, out var home)
        ? new Uri(home, StripeWebhook.Path).AbsoluteUri
        : StripeWebhook.Path;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Number = Math.Clamp(Number, 1, 100_000);
        var found = await book.ListAsync(Status, (Number - 1) * PerPage, PerPage + 1, ct);
        (Listed, HasMore) = ([.. found.Take(PerPage)], found.Count > PerPage);
        Stuck = await book.CountAsync(WebhookStatus.Stuck, ct);
        Waiting = await book.CountAsync(WebhookStatus.Waiting, ct);
        Refusals = await book.RefusalsAsync(ct);
    }

    public async Task<IActionResult> OnPostRetryAsync([FromForm] string id, CancellationToken ct)
    {
        if (await retry.RetryAsync(id ?? "", ct))
        {
            this.Tell("The message is tried again.");
        }
        else
        {
            this.Tell("That message is not stuck, or is being tried again already.", "info");
        }

        return Redirect("/admin/payments/messages");
    }

    public string LinkTo(int number) => Url.Page("/Payments/Messages", new { status = Status, number })!;
}
