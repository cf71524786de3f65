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
    private const int RefreshSeconds = 3;

    /// <summary>Enough for most venues. A request must not take much longer.</summary>
    private static readonly TimeSpan LookupTimeout = TimeSpan.FromSeconds(15);

    /// <summary>Null if the venue is open.</summary>
    public Infrastructure.Data.Recovery.Restore? Pending { get; private set; }

    public WaitingMails Mails { get; private set; } = new(0, 0);

    /// <summary>Result of the lookup that this request made; null if it made none.</summary>
    public RecoveredPayments? Answer { get; private set; }

    /// <summary>Of the last lookup, or so far; null before the first.</summary>
    public RecoveredPayments.Completed? Result { get; private set; }

    public string Provider => reconciliation.Provider.ToString();

    public VenueClock Clock => clock;

    [BindProperty]
    public bool? IsRehearsal { get; set; }

    [BindProperty]
    public MailDecision FromBackup { get; set; }

    [BindProperty]
    public MailDecision Since { get; set; }

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostPaymentsAsync(CancellationToken ct)
    {
        if (await finish.FindPendingAsync(ct) is { } pending)
        {
            if ((pending.IsRehearsal ?? IsRehearsal) is not { } isRehearsal)
            {
                this.SetFlash(T["First say what this server is for."], "warn");
                return RedirectToPage();
            }

            Answer = await payments.RecoverAsync(pending, isRehearsal, LookupTimeout, ct);
        }

        if (Answer is RecoveredPayments.Completed or RecoveredPayments.GoesOn)
        {
            return RedirectToPage();
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
                this.SetFlash(T["The box office is open again."]);
                break;
            case FinishOutcome.PaymentsUnchecked or FinishOutcome.Rehearsal:
                this.SetFlash(T["The box office cannot be opened yet. Step 4 says why."], "warn");
                break;
            default:
                this.SetFlash(T["The restore was finished already."], "info");
                break;
        }

        return RedirectToPage();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Pending = await finish.FindPendingAsync(ct);
        if (Pending is null)
        {
            return;
        }

        Mails = await finish.CountMailsAsync(ct);
        Result = Pending.PaymentsCheckedUntil is null ? null : await payments.GetResultAsync(Pending, ct);
        if (Pending.LookupDueAt is not null && Answer is null)
        {
            Response.Headers["Refresh"] = $"{RefreshSeconds}";
        }
    }
}
