using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Documents.Branding;
using Ticketing.Infrastructure.Hosting.Startup;

namespace Ticketing.Pages;

/// <summary>Stylesheet with the venue's accent colour and font faces with fingerprinted, immutable URLs.</summary>
[NeedsNoDatabase]
public sealed class ThemeModel(IOptionsMonitor<SiteOptions> site) : PageModel
{
    /// <param name="v">Theme version of the page. If this process has another one, browsers must not cache the response.</param>
    public ContentResult OnGet(string? v)
    {
        this.SetCacheControl(v == ThemeFiles.GetVersion(site.CurrentValue), TimeSpan.FromMinutes(5));
        var assets = HttpContext.GetEndpoint()?.Metadata.GetMetadata<ResourceAssetCollection>() ?? ResourceAssetCollection.Empty;
        return Content(RenderCss(site.CurrentValue.AccentColor, name => "/" + assets[name]), "text/css; charset=utf-8");
    }

    internal static string RenderCss(string accentColour, Func<string, string> addressOf)
    {
        var (light, dark) = (Accent.Light(accentColour), Accent.Dark(accentColour));
        var files = "lib/bricolage-grotesque/files/bricolage-grotesque-";
        return $$"""
            :root {
              --accent: {{light.Fill}};
              --on-accent: {{light.OnFill}};
              --accent-text: {{light.Text}};
            }
            @media screen and (prefers-color-scheme: dark) {
              :root {
                --accent: {{dark.Fill}};
                --on-accent: {{dark.OnFill}};
                --accent-text: {{dark.Text}};
              }
            }
            @font-face {
              font-family: "Bricolage Grotesque Variable";
              font-weight: 200 800;
              font-display: swap;
              src: url({{addressOf(files + "latin-wght-normal.woff2")}}) format("woff2");
              /* Without its pound sign, which looks like an ampersand. */
              unicode-range: U+0000-00A2, U+00A4-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+0304, U+0308, U+0329, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD;
            }
            @font-face {
              font-family: "Bricolage Grotesque Variable";
              font-weight: 200 800;
              font-display: swap;
              src: url({{addressOf(files + "latin-ext-wght-normal.woff2")}}) format("woff2");
              unicode-range: U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+0304, U+0308, U+0329, U+1D00-1DBF, U+1E00-1E9F, U+1EF2-1EFF, U+2020, U+20A0-20AB, U+20AD-20C0, U+2113, U+2C60-2C7F, U+A720-A7FF;
            }
            @font-face {
              font-family: "Bricolage fallback";
              src: local("Arial Bold"), local("Arial"), local("Liberation Sans Bold"), local("Roboto");
              size-adjust: 102.6%;
              ascent-override: 90.6%;
              descent-override: 26.3%;
              line-gap-override: 0%;
            }
            """;
    }
}
