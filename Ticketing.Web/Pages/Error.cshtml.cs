using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Hosting;

namespace Ticketing.Pages;

/// <summary>Says what went wrong in the place of the page that was asked for, with that request's own status.</summary>
[IgnoreAntiforgeryToken]
[NeedsNoDatabase]
[ResponseCache(NoStore = true)]
public sealed class ErrorModel : PageModel
{
    private static readonly TimeSpan BusyFor = TimeSpan.FromSeconds(5);

    public int Status => Response.StatusCode;

    public ErrorText Said => ErrorText.Of(Status);

    /// <summary>To quote to the venue; the log knows it.</summary>
    public string RequestReference => Errors.ReferenceOf(HttpContext);

    /// <summary>Our failures are looked up by the reference; a mistyped address is not.</summary>
    public bool HasReference => Status >= StatusCodes.Status500InternalServerError;

    /// <summary>Asking again changes nothing, so that the page may do it by itself.</summary>
    public bool RetriesItself => Status == StatusCodes.Status503ServiceUnavailable && HttpMethods.IsGet(Request.Method);

    public override void OnPageHandlerExecuting(Microsoft.AspNetCore.Mvc.Filters.PageHandlerExecutingContext context)
    {
        var stands = HttpContext.Features.Get<IExceptionHandlerFeature>() is not null || HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is not null;
        if (!stands)
        {
            // Opened by its own address it is a page that does not exist.
            Response.StatusCode = StatusCodes.Status404NotFound;
        }

        if (Status == StatusCodes.Status503ServiceUnavailable && Response.Headers.RetryAfter.Count == 0)
        {
            Response.Headers.RetryAfter = BusyFor.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        }
    }
}
