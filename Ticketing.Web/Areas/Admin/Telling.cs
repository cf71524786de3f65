using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Ticketing.Areas.Admin;

/// <param name="Kind">"success", "info", "warn" or "error".</param>
public sealed record Told(string Kind, string Text);

/// <summary>A message shown on the next page, after a redirect.</summary>
public static class Telling
{
    private const string Key = "Told";

    public static void Tell(this PageModel page, string text, string kind = "success") => page.TempData[Key] = $"{kind}|{text}";

    public static Told? Told(this ITempDataDictionary kept) =>
        kept[Key] is string told && told.Split('|', 2) is [var kind, var text] ? new Told(kind, text) : null;
}
