using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NetEscapades.AspNetCore.SecurityHeaders;
using Ticketing.Hosting;
using Ticketing.Insights.Mails;
using Ticketing.Notifications;
using Ticketing.Settings;

namespace Ticketing.Areas.Admin.Pages.Notifications;

[SecurityHeadersPolicy(SecurityHeaders.Framing)]
public sealed class DetailsModel(MailReader reader, RequeueMail requeue, MailList mails, VenueClock clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public ReadableMail Read { get; private set; } = null!;

    public Notification Mail => Read.Mail;

    /// <summary>Order reference; null for mails that belong to no order.</summary>
    public string? Reference { get; private set; }

    public VenueClock Clock => clock;

    public bool CanHurry => Mail.Status == NotificationStatus.Pending && Mail.DueAt > clock.Now;

    public bool CanRequeue => Mail.Status == NotificationStatus.Dead || Mail.IsSetAside;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await reader.ReadAsync(Id, ct) is not { } read)
        {
            return NotFound();
        }

        Read = read;
        Reference = read.Mail.OrderId is { } order ? await mails.ReferenceAsync(order, ct) : null;
        return Page();
    }

    public async Task<IActionResult> OnPostRequeueAsync(CancellationToken ct) =>
        Answer(await requeue.RequeueAsync(Id, ct), "The mail is queued again and goes out within seconds.", "The mail is not given up any more: somebody was faster.");

    public async Task<IActionResult> OnPostHurryAsync(CancellationToken ct) =>
        Answer(await requeue.HurryAsync(Id, ct), "The mail is tried at once.", "The mail does not wait any more.");

    public async Task<IActionResult> OnPostSetAsideAsync(CancellationToken ct) =>
        Answer(await requeue.SetAsideAsync(Id, ct), "The mail is set aside. To send it after all, queue it again.", "The mail is not given up any more: somebody was faster.");

    private RedirectToPageResult Answer(bool done, string told, string otherwise)
    {
        this.Tell(done ? told : otherwise, done ? "success" : "info");
        return RedirectToPage(new { Id });
    }
}
