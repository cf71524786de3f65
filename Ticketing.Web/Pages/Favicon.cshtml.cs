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
        var shades = Accent.Light(site.CurrentValue.AccentColor);
        return Content(
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="{shades.Fill}" d="M4 6h24a3 3 0 0 1 3 3v4a3.5 3.5 0 0 0 0 6v4a3 3 0 0 1-3 3H4a3 3 0 0 1-3-3v-4a3.5 3.5 0 0 0 0-6V9a3 3 0 0 1 3-3z"/><path stroke="{shades.OnFill}" stroke-width="2.4" stroke-dasharray="3 2.6" d="M20.5 8v17"/></svg>
            """,
            "image/svg+xml"
        );
    }
}
