using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Ticketing.Data;

namespace Ticketing.Hosting;

/// <summary>Every failure becomes a page that a person understands, with the right status.</summary>
public static partial class Errors
{
    public static IServiceCollection AddErrorPages(this IServiceCollection services) => services.AddExceptionHandler<OutageReport>();

    public static void UseErrorPages(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/error",
            StatusCodeSelector = error => error switch
            {
                BadHttpRequestException bad => bad.StatusCode,
                _ when DatabaseErrors.IsOutage(error) => StatusCodes.Status503ServiceUnavailable,
                _ => StatusCodes.Status500InternalServerError,
            },
            SuppressDiagnosticsCallback = failed => DatabaseErrors.IsOutage(failed.Exception),
        });
        app.UseStatusCodePagesWithReExecute("/error", "?status={0}");
    }

    /// <summary>What the visitor may quote of a failure, and the log says beside it.</summary>
    public static string ReferenceOf(HttpContext context) => Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;

    /// <summary>Says in one line what a stack trace would not: that it is the database, and why. The page is left to the others.</summary>
    private sealed partial class OutageReport(ILogger<OutageReport> log) : IExceptionHandler
    {
        public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
        {
            if (DatabaseErrors.IsOutage(exception))
            {
                // The route and not the path, which may hold what gives access to an order.
                var route = httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.DisplayName;
                Refused(log, ReferenceOf(httpContext), httpContext.Request.Method, route, DatabaseErrors.Why(exception));
            }

            return ValueTask.FromResult(false);
        }

        [LoggerMessage(Level = LogLevel.Warning, Message = "Request {Reference} ({Method} {Route}) was answered 503, the database cannot be used: {Reason}")]
        private static partial void Refused(ILogger logger, string reference, string method, string? route, string reason);
    }
}
