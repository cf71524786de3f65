using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Ticketing.Infrastructure.Hosting.Pipeline;

/// <summary>Refuses posts to pages without a handler for them, which would be rendered without their data.</summary>
internal sealed class PagePostFilter : IPageFilter
{
    public void OnPageHandlerSelected(PageHandlerSelectedContext context) { }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var features = context.HttpContext.Features;
        if (
            context.HandlerMethod is null
            && HttpMethods.IsPost(context.HttpContext.Request.Method)
            && features.Get<IStatusCodeReExecuteFeature>() is null
            && features.Get<IExceptionHandlerFeature>() is null
        )
        {
            context.HttpContext.Response.Headers.Allow = "GET, HEAD";
            context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
        }
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context) { }
}
