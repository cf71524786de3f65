using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ticketing.Pages;

[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
public sealed class ErrorModel : PageModel
{
    public string Title { get; private set; } = "";
    public string Text { get; private set; } = "";

    /// <summary>To quote to the venue; the log knows it.</summary>
    public string RequestReference => Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier;

    public void OnGet() => Describe();

    public void OnPost() => Describe();

    private void Describe() => (Title, Text) = Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => ("We can’t find that page", "The address may be mistyped, or the event is over."),
        _ => ("Something went wrong on our side", "Nothing was charged because of this. Please try again in a moment."),
    };
}
