using System.Globalization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ticketing.Pages;

internal static class CacheHeaders
{
    /// <param name="isCurrent">The requested version is the current one; other versions must be revalidated.</param>
    public static void SetCacheControl(this PageModel page, bool isCurrent, TimeSpan time) =>
        page.Response.Headers.CacheControl = isCurrent
            ? string.Create(CultureInfo.InvariantCulture, $"public, max-age={time.TotalSeconds}")
            : "no-cache";
}
