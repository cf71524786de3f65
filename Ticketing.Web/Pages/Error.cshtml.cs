using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Hosting;

namespace Ticketing.Pages;

/// <summary>Rendered in place of the requested page, with its status code.</summary>
[IgnoreAntiforgeryToken]
[NeedsNoDatabase]
[ResponseCache(NoStore = true)]
public sealed class ErrorModel : PageModel
{
    private static readonly TimeSpan BusyFor = TimeSpan.FromSeconds(5);

    public int Status => Response.StatusCode;

    public ErrorText Said => ErrorText.Of(Status);

    /// <summary>Correlation id, also in the log.</summary>
    public string RequestReference => Errors.ReferenceOf(HttpContext);

    /// <summary>Visitors quote it only for server errors, which the log explains.</summary>
    public bool HasReference => Status >= StatusCodes.Status500InternalServerError;

    /// <summary>A failed GET is safe to repeat automatically.</summary>
    public bool RetriesItself => Status == StatusCodes.Status503ServiceUnavailable && HttpMethods.IsGet(Request.Method);

    public override void OnPageHandlerExecuting(Microsoft.AspNetCore.Mvc.Filters.PageHandlerExecutingContext context)
    {
        var isReExecuted = HttpContext.Features.Get<IExceptionHandlerFeature>() is not null || HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is not null;
        if (!isReExecuted)
        {
            // Requested directly: treat it as a missing page.
            Response.StatusCode = StatusCodes.Status404NotFound;
        }

        if (Status == StatusCodes.Status503ServiceUnavailable && Response.Headers.RetryAfter.Count == 0)
        {
            Response.Headers.RetryAfter = BusyFor.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        }
    }
}
