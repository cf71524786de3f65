using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Insights.Mails;
using Ticketing.Infrastructure.Notifications.Admin;

namespace Ticketing.Areas.Admin.Pages.Notifications;

public sealed class RequeueModel(MailListQueries mails, MailActions requeue) : PageModel
{
    public MailCounts Figures { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => Figures = await mails.CountAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        switch (await requeue.RequeueAllAsync(ct))
        {
            case 0:
                this.SetFlash("No failed emails are left: a colleague has already resent them.", "info");
                break;
            case 1:
                this.SetFlash("1 mail is queued again.");
                break;
            case var requeued:
                this.SetFlash(string.Create(CultureInfo.InvariantCulture, $"{requeued} mails are queued again."));
                break;
        }

        return RedirectToPage("/Notifications/Index");
    }
}
