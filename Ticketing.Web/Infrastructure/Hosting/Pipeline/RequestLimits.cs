using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Ticketing.Infrastructure.Hosting.Pipeline;

/// <summary>
/// Bounds what a request may send. A route that takes more than <see cref="DefaultBytes"/> declares it with
/// <see cref="Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute"/>.
/// </summary>
public static class RequestLimits
{
    public const int DefaultBytes = 64 * 1024;
    public const int WebhookBytes = 256 * 1024;

    /// <summary>Staff write long texts. Their requests are authorized before the body is read.</summary>
    public const int StaffFormBytes = 1024 * 1024;

    /// <summary>The largest file and the form around it.</summary>
    public const int UploadBytes = 9 * 1024 * 1024;

    public const int MaxFormKeys = 256;

    /// <summary>A refund of many tickets repeats one key.</summary>
    private const int MaxFormValues = 2048;

    private const string PageMethods = "GET, HEAD, POST";

    public static IServiceCollection AddRequestLimits(this IServiceCollection services) =>
        services
            .Configure<KestrelServerOptions>(server => server.Limits.MaxRequestBodySize = DefaultBytes)
            .Configure<FormOptions>(forms => (forms.ValueCountLimit, forms.MultipartBodyLengthLimit) = (MaxFormValues, UploadBytes));

    /// <summary>Place after routing and before anything that reads the body.</summary>
    public static void UseRequestLimits(this WebApplication app)
    {
        var clock = app.Services.GetRequiredService<TimeProvider>();
        app.Use(
            (context, next) =>
            {
                if (IsWrongMethodForPage(context))
                {
                    context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
                    context.Response.Headers.Allow = PageMethods;

                    // The error page would be requested with the same method.
                    context.Features.GetRequiredFeature<IStatusCodePagesFeature>().Enabled = false;
                    return Task.CompletedTask;
                }

                if (context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true })
                {
                    context.Request.Body = new MinimumRateStream(context.Request.Body, clock);
                }

                return next(context);
            }
        );
    }

    // Razor Pages match any method, and would render a page that nobody has filled.
    private static bool IsWrongMethodForPage(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<PageActionDescriptor>() is not null
        && !HttpMethods.IsGet(context.Request.Method)
        && !HttpMethods.IsHead(context.Request.Method)
        && !HttpMethods.IsPost(context.Request.Method)
        && context.Features.Get<IStatusCodeReExecuteFeature>() is null
        && context.Features.Get<IExceptionHandlerFeature>() is null;
}
