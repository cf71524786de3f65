using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Infrastructure.Hosting.Pipeline;
using Ticketing.Infrastructure.Hosting.Startup;

namespace Ticketing.Pages;

/// <summary>Rendered in place of the requested page, with its status code.</summary>
[IgnoreAntiforgeryToken]
[NeedsNoDatabase]
[AllowedDuringRecovery]
[ResponseCache(NoStore = true)]
public sealed class ErrorModel : PageModel
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    public int Status => Response.StatusCode;

    public ErrorText Text =>
        IsClosed ? ErrorText.ClosedForRecovery
        : BlocksCookies ? ErrorText.CookiesBlocked
        : ErrorText.ForStatus(Status);

    /// <summary>Correlation id, also in the log.</summary>
    public string RequestReference => ErrorPages.GetReference(HttpContext);

    /// <summary>Visitors quote it only for server errors, which the log explains.</summary>
    public bool HasReference => Status >= StatusCodes.Status500InternalServerError && !IsClosed;

    /// <summary>A failed GET is safe to repeat automatically.</summary>
    public bool RetriesAutomatically => Status == StatusCodes.Status503ServiceUnavailable && HttpMethods.IsGet(Request.Method) && !IsClosed;

    private bool IsClosed => HttpContext.Features.Get<ClosedForRecovery>() is not null;

    /// <summary>The page with the form has set at least the antiforgery cookie.</summary>
    private bool BlocksCookies =>
        Status == StatusCodes.Status400BadRequest
        && HttpMethods.IsPost(Request.Method)
        && Request.HasFormContentType
        && Request.Cookies.Count == 0;

    public override void OnPageHandlerExecuting(Microsoft.AspNetCore.Mvc.Filters.PageHandlerExecutingContext context)
    {
        var isReExecuted =
            HttpContext.Features.Get<IExceptionHandlerFeature>() is not null
            || HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is not null;
        if (!isReExecuted)
        {
            // Requested directly: treat it as a missing page.
            Response.StatusCode = StatusCodes.Status404NotFound;
        }

        if (Status == StatusCodes.Status503ServiceUnavailable && Response.Headers.RetryAfter.Count == 0)
        {
            Response.Headers.RetryAfter = RetryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        }
    }
}
