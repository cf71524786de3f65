using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Payments.Reconciliation;
using Ticketing.Features.Recovery;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages.Restore;

public sealed class IndexModel(RecoverPayments payments, FinishRecovery finish, PaymentReconciliation reconciliation, VenueClock clock)
    : PageModel
{
    /// <summary>Null if the venue is open.</summary>
    public Infrastructure.Data.Recovery.Restore? Pending { get; private set; }

    public WaitingMails Mails { get; private set; } = new(0, 0);

    /// <summary>Of the check that this request made; null if it made none.</summary>
    public RecoveredPayments? Recovered { get; private set; }

    public string Provider => reconciliation.Provider.ToString();

    public VenueClock Clock => clock;

    [BindProperty]
    public MailDecision FromBackup { get; set; }

    [BindProperty]
    public MailDecision Since { get; set; }

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostPaymentsAsync(CancellationToken ct)
    {
        if (await finish.FindPendingAsync(ct) is { } pending)
        {
            Recovered = await payments.RecoverAsync(pending, ct);
        }

        await LoadAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostFinishAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return BadRequest();
        }

        switch (await finish.FinishAsync(FromBackup, Since, ct))
        {
            case FinishOutcome.Opened:
                this.SetFlash("The box office is open again.");
                break;
            case FinishOutcome.PaymentsUnchecked:
                this.SetFlash("First look up what was paid since the backup.", "warn");
                break;
            default:
                this.SetFlash("The restore was finished already.", "info");
                break;
        }

        return RedirectToPage();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Pending = await finish.FindPendingAsync(ct);
        Mails = Pending is null ? Mails : await finish.CountMailsAsync(ct);
    }
}
