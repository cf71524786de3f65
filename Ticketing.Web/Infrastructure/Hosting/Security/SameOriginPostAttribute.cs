using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Infrastructure.Hosting.Security;

/// <summary>For forms on cached pages, which have no antiforgery token.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SameOriginPostAttribute : Attribute, IResourceFilter
{
    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        var request = context.HttpContext.Request;
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !IsSameOrigin(request))
        {
            request
                .HttpContext.RequestServices.GetRequiredService<RefusalLog>()
                .Record(request.HttpContext, Guard.SameOrigin, "it came from another site");
            context.Result = new StatusCodeResult(StatusCodes.Status403Forbidden);
        }
    }

    public void OnResourceExecuted(ResourceExecutedContext context) { }

    private static bool IsSameOrigin(HttpRequest request)
    {
        // Pages cannot forge this header.
        if (request.Headers.TryGetValue("Sec-Fetch-Site", out var fetchedFrom))
        {
            return fetchedFrom == "same-origin";
        }

        // An untrusted proxy hides HTTPS, so the public address counts too.
        var site = request.HttpContext.RequestServices.GetRequiredService<IOptionsMonitor<SiteOptions>>().CurrentValue;
        return IsOrigin($"{request.Scheme}://{request.Host}", request.Headers.Origin)
            || IsOrigin(site.PublicBaseUrl, request.Headers.Origin);
    }

    private static bool IsOrigin(string expected, string? actual) =>
        Uri.TryCreate(expected, UriKind.Absolute, out var our)
        && Uri.TryCreate(actual, UriKind.Absolute, out var their)
        && Uri.Compare(our, their, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;
}
