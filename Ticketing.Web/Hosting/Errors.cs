using Ticketing.Data;

namespace Ticketing.Hosting;

/// <summary>Every failure becomes a page that a person understands, with the right status.</summary>
public static class Errors
{
    public static void UseErrorPages(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/error",
            StatusCodeSelector = error => error switch
            {
                DatabaseBusyException => StatusCodes.Status503ServiceUnavailable,
                BadHttpRequestException bad => bad.StatusCode,
                _ => StatusCodes.Status500InternalServerError,
            },
        });
        app.UseStatusCodePagesWithReExecute("/error", "?status={0}");
    }
}
