using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Ticketing.Features.Accounts.SecondFactor;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Areas.Admin.Pages.Account.SecondFactor;

/// <summary>Shown once; a reload redirects away.</summary>
public sealed class CodesModel(SecondFactors factors, IOptionsMonitor<SiteOptions> site) : SecondFactorPage(factors)
{
    public IReadOnlyList<string> Codes { get; private set; } = [];

    public string DownloadUri =>
        "data:text/plain;charset=utf-8,"
        + Uri.EscapeDataString(
            $"{T["Recovery codes for {0}, each good once:", site.CurrentValue.VenueName]}\n\n{string.Join('\n', Codes)}\n"
        );

    public IActionResult OnGet()
    {
        Codes = TakeRecoveryCodes();
        return Codes.Count == 0 ? RedirectToPage("/Account/SecondFactor/Index") : Page();
    }
}
