using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Ticketing.Accounts;
using Ticketing.Settings;

namespace Ticketing.Areas.Admin.Pages.Account.SecondFactor;

/// <summary>Shown once; a reload redirects away.</summary>
public sealed class CodesModel(SecondFactors factors, IOptionsMonitor<SiteOptions> site) : FactorPage(factors)
{
    public IReadOnlyList<string> Codes { get; private set; } = [];

    public string AsFile => "data:text/plain;charset=utf-8," + Uri.EscapeDataString(
        $"Recovery codes for {site.CurrentValue.VenueName}, each good once:\n\n{string.Join('\n', Codes)}\n");

    public IActionResult OnGet()
    {
        Codes = TakeCodes();
        return Codes.Count == 0 ? RedirectToPage("/Account/SecondFactor/Index") : Page();
    }
}
