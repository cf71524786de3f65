using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Insights.Mails;
using Ticketing.Notifications;

namespace Ticketing.Areas.Admin.Pages.Notifications;

public sealed class RequeueModel(MailList mails, RequeueMail requeue) : PageModel
{
    public MailFigures Figures { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => Figures = await mails.CountAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        switch (await requeue.RequeueAllAsync(ct))
        {
            case 0:
                this.Tell("There was no dead mail left: somebody was faster.", "info");
                break;
            case 1:
                this.Tell("1 mail is queued again.");
                break;
            case var requeued:
                this.Tell(string.Create(CultureInfo.InvariantCulture, $"{requeued} mails are queued again."));
                break;
        }

        return RedirectToPage("/Notifications/Index");
    }
}
