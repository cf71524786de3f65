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
                this.SetFlash(T["No failed emails are left: a colleague has already resent them."], "info");
                break;
            case var requeued:
                this.SetFlash(T.Plural(requeued, "1 email queued again.", "{0} emails queued again."));
                break;
        }

        return RedirectToPage("/Notifications/Index");
    }
}
