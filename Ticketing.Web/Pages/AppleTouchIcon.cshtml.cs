using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Documents.Branding;
using Ticketing.Infrastructure.Hosting.Startup;

namespace Ticketing.Pages;

[NeedsNoDatabase]
public sealed class AppleTouchIconModel(IOptionsMonitor<SiteOptions> site) : PageModel
{
    /// <inheritdoc cref="ThemeModel.OnGet"/>
    public FileContentResult OnGet(string? v)
    {
        this.SetCacheControl(v == ThemeFiles.GetVersion(site.CurrentValue), TimeSpan.FromDays(1));
        return File(TicketIcon.ToTouchIcon(Accent.Light(site.CurrentValue.AccentColor)), "image/png");
    }
}
