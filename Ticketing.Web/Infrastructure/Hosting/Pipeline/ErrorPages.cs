using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Infrastructure.Hosting.Pipeline;

public static partial class ErrorPages
{
    public static IServiceCollection AddErrorPages(this IServiceCollection services) => services.AddExceptionHandler<FailureLogger>();

    public static void UseErrorPages(this WebApplication app)
    {
        app.UseWhen(context => IsForStaff(context), staff => UseErrorPage(staff, "/admin/error"));
        app.UseWhen(context => !IsForStaff(context), buyers => UseErrorPage(buyers, "/error"));
    }

    private static bool IsForStaff(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/admin", StringComparison.OrdinalIgnoreCase);

    private static void UseErrorPage(IApplicationBuilder app, string path)
    {
        app.UseExceptionHandler(
            new ExceptionHandlerOptions
            {
                ExceptionHandlingPath = path,
                // Sign-in remembers within a scope that it failed, and would fail again.
                CreateScopeForErrors = true,
                StatusCodeSelector = error =>
                    error switch
                    {
                        BadHttpRequestException bad => bad.StatusCode,
                        _ when DatabaseErrors.IsOutage(error) => StatusCodes.Status503ServiceUnavailable,
                        _ => StatusCodes.Status500InternalServerError,
                    },
                SuppressDiagnosticsCallback = failed =>
                    failed.Exception is BadHttpRequestException || DatabaseErrors.IsOutage(failed.Exception),
            }
        );
        app.UseStatusCodePagesWithReExecute(path, "?status={0}");
    }

    /// <summary>Shown to the visitor and logged with the failure.</summary>
    public static string GetReference(HttpContext context) => Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;

    /// <summary>Logs outages and faults of the client without a stack trace.</summary>
    private sealed partial class FailureLogger(ILogger<FailureLogger> log) : IExceptionHandler
    {
        public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
        {
            // The path may contain an access token.
            var route = httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.DisplayName;
            if (exception is BadHttpRequestException bad)
            {
                RequestRefused(log, httpContext.Request.Method, route, bad.StatusCode, bad.Message);
            }
            else if (DatabaseErrors.IsOutage(exception))
            {
                RequestFailed(log, GetReference(httpContext), httpContext.Request.Method, route, DatabaseErrors.Describe(exception));
            }

            return ValueTask.FromResult(false);
        }

        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "Request {Reference} ({Method} {Route}) was answered with 503 because the database is unavailable: {Reason}"
        )]
        private static partial void RequestFailed(ILogger logger, string reference, string method, string? route, string reason);

        [LoggerMessage(Level = LogLevel.Debug, Message = "Request {Method} {Route} was answered with {Status}: {Reason}")]
        private static partial void RequestRefused(ILogger logger, string method, string? route, int status, string reason);
    }
}
