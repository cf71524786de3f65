using System.Globalization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ticketing.Pages;

/// <summary>How long browsers keep what is drawn in the venue's colour.</summary>
internal static class Keeping
{
    /// <param name="isCurrent">The address asks for the colour of now. Else it is asked for again each time.</param>
    public static void CacheWhile(this PageModel page, bool isCurrent, TimeSpan time) =>
        page.Response.Headers.CacheControl = isCurrent ? string.Create(CultureInfo.InvariantCulture, $"public, max-age={time.TotalSeconds}") : "no-cache";
}
