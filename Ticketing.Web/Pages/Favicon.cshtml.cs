using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Documents.Branding;
using Ticketing.Infrastructure.Hosting.Startup;

namespace Ticketing.Pages;

[NeedsNoDatabase]
public sealed class FaviconModel(IOptionsMonitor<SiteOptions> site) : PageModel
{
    /// <inheritdoc cref="ThemeModel.OnGet"/>
    public ContentResult OnGet(string? v)
    {
        this.SetCacheControl(v == ThemeFiles.GetVersion(site.CurrentValue), TimeSpan.FromDays(1));
        return Content(TicketIcon.ToSvg(Accent.Light(site.CurrentValue.AccentColor)), "image/svg+xml");
    }
}
