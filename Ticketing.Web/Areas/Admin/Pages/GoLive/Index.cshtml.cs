using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Features.Accounts.Staff;
using Ticketing.Features.GoLive;
using Ticketing.Features.GoLive.MailTest;
using Ticketing.Infrastructure.Hosting.Pipeline;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Areas.Admin.Pages.GoLive;

[EnableRateLimiting(RateLimits.Checks)]
public sealed class IndexModel(RunGoLiveChecks checks, GoLiveResults stored, TestMails mails, OwnAccount account) : PageModel
{
    private const string PagePath = "/admin/check";

    public IReadOnlyList<GoLiveResult> Results { get; private set; } = [];

    public TestMailState TestMail { get; private set; } = null!;

    /// <summary>Where a test email goes.</summary>
    public string OwnEmail { get; private set; } = "";

    public async Task OnGetAsync(CancellationToken ct)
    {
        Results = await stored.ReadAsync(ct);
        TestMail = await mails.ReadAsync(ct);
        OwnEmail = (await account.GetDetailsAsync(User.GetStaffId())).Email;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await stored.ReplaceAsync(await checks.RunAsync(ct), ct);
        return new SeeOtherResult(PagePath);
    }

    public async Task<IActionResult> OnPostMailAsync(CancellationToken ct)
    {
        var email = (await account.GetDetailsAsync(User.GetStaffId())).Email;
        await mails.SendAsync(User.GetStaffId(), email, ct);
        this.SetFlash(T["A test email is on its way to {0}. Press the button in it, then check again.", email]);
        return new SeeOtherResult(PagePath);
    }
}
