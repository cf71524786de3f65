using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NetEscapades.AspNetCore.SecurityHeaders;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Insights.Mails;
using Ticketing.Infrastructure.Hosting.Security;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Admin;

namespace Ticketing.Areas.Admin.Pages.Notifications;

[SecurityHeadersPolicy(SecurityHeaders.WithFrame)]
public sealed class DetailsModel(MailReader reader, MailActions requeue, MailListQueries mails, VenueClock clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public ReadableMail MailContent { get; private set; } = null!;

    public Notification Mail => MailContent.Mail;

    /// <summary>Order reference; null for mails that belong to no order.</summary>
    public string? Reference { get; private set; }

    public VenueClock Clock => clock;

    public bool CanSendNow => Mail.Status == NotificationStatus.Pending && Mail.DueAt > clock.Now;

    public bool CanRequeue => Mail.Status == NotificationStatus.Dead || Mail.IsSetAside;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await reader.ReadAsync(Id, ct) is not { } read)
        {
            return NotFound();
        }

        MailContent = read;
        Reference = read.Mail.OrderId is { } order ? await mails.GetOrderReferenceAsync(order, ct) : null;
        return Page();
    }

    public async Task<IActionResult> OnPostRequeueAsync(CancellationToken ct) =>
        Respond(
            await requeue.RequeueAsync(Id, ct),
            T["Queued again. It will be sent within seconds."],
            T["A colleague has already done this."]
        );

    public async Task<IActionResult> OnPostHurryAsync(CancellationToken ct) =>
        Respond(await requeue.SendNowAsync(Id, ct), T["Sending it now."], T["This email is no longer waiting."]);

    public async Task<IActionResult> OnPostSetAsideAsync(CancellationToken ct) =>
        Respond(await requeue.SetAsideAsync(Id, ct), T["Dismissed. You can still send it again."], T["A colleague has already done this."]);

    private RedirectToPageResult Respond(bool done, string message, string otherwise)
    {
        this.SetFlash(done ? message : otherwise, done ? "success" : "info");
        return RedirectToPage(new { Id });
    }
}
