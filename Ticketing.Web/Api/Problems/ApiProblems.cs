using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Ticketing.Api.Requests;
using Ticketing.Infrastructure.Hosting.Pipeline;

namespace Ticketing.Api.Problems;

/// <summary>Every error of the API is a problem document, whichever part of the program refused the request.</summary>
internal static class ApiProblems
{
    /// <summary>Describes errors that were answered with a status only.</summary>
    public static void UseApiProblems(this WebApplication app) =>
        app.Use(
            async (context, next) =>
            {
                await next(context);
                var response = context.Response;
                var isBareError =
                    response is { HasStarted: false, StatusCode: >= StatusCodes.Status400BadRequest, ContentLength: null }
                    && string.IsNullOrEmpty(response.ContentType);
                if (isBareError && ApiPaths.IsApi(context.Request.Path))
                {
                    HeadRequests.AddToAllow(response.Headers);
                    await WriteAsync(context, UnreadableFields.Find(context.Request, context.GetEndpoint()));
                }
            }
        );

    /// <summary>With the status that the response already has.</summary>
    /// <param name="errors">Considered for a bad request only.</param>
    public static Task WriteAsync(HttpContext context, IReadOnlyList<FieldError> errors)
    {
        var response = context.Response;
        if (response.StatusCode == StatusCodes.Status400BadRequest && errors.Count > 0)
        {
            return ProblemResult.Invalid(errors).ExecuteAsync(context);
        }

        var isOurs = response.StatusCode >= StatusCodes.Status500InternalServerError && !IsClosed(context);
        return new ProblemResult(
            ApiProblem.Create(GetType(context)) with
            {
                Status = response.StatusCode,
                Reference = isOurs ? ErrorPages.GetReference(context) : null,
            }
        ).ExecuteAsync(context);
    }

    private static ProblemType GetType(HttpContext context) =>
        IsClosed(context) ? ProblemType.ClosedForRecovery : ProblemType.ForStatus(context.Response.StatusCode);

    private static bool IsClosed(HttpContext context) => context.Features.Get<ClosedForRecovery>() is not null;
}

/// <summary>Runs after the one that logs.</summary>
internal sealed class ApiExceptionHandler : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        // The request already has the path of the page for people. As plain text: a converted string would be decoded a second time.
        var failed = httpContext.Features.GetRequiredFeature<IExceptionHandlerFeature>();
        if (!ApiPaths.IsApi(new PathString(failed.Path)))
        {
            return false;
        }

        await ApiProblems.WriteAsync(httpContext, UnreadableFields.Find(httpContext.Request, failed.Endpoint, exception));
        return true;
    }
}
