using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Infrastructure.Hosting.Startup;

namespace Ticketing.Infrastructure.Hosting.Pipeline;

/// <summary>Rendered in place of the requested page, with its status code.</summary>
[IgnoreAntiforgeryToken]
[NeedsNoDatabase]
[AllowedDuringRecovery]
[ResponseCache(NoStore = true)]
public abstract class ErrorPageModel : PageModel
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    public int Status => Response.StatusCode;

    /// <summary>Correlation id, also in the log.</summary>
    public string RequestReference => ErrorPages.GetReference(HttpContext);

    /// <summary>Quoted only for server errors, which the log explains.</summary>
    public bool HasReference => Status >= StatusCodes.Status500InternalServerError && !IsClosed;

    protected bool IsClosed => HttpContext.Features.Get<ClosedForRecovery>() is not null;

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
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
