using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Ticketing.Areas.Admin.Ui;

/// <param name="Kind">"success", "info", "warn" or "error".</param>
public sealed record FlashMessage(string Kind, string Text);

/// <summary>A message shown on the next page, after a redirect.</summary>
public static class FlashMessageExtensions
{
    private const string Key = "Told";

    public static void SetFlash(this PageModel page, string text, string kind = "success") => page.TempData[Key] = $"{kind}|{text}";

    public static FlashMessage? GetFlash(this ITempDataDictionary tempData) =>
        tempData[Key] is string told && told.Split('|', 2) is [var kind, var text] ? new FlashMessage(kind, text) : null;
}
