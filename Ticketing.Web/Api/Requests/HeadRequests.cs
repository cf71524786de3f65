using Microsoft.Net.Http.Headers;

namespace Ticketing.Api.Requests;

/// <summary>Whatever programs can read, they can ask for its headers alone.</summary>
internal static class HeadRequests
{
    /// <summary>Place before routing.</summary>
    public static void UseHeadRequests(this WebApplication app) =>
        app.Use(
            (context, next) =>
            {
                if (!ApiPaths.IsForPrograms(context.Request.Path))
                {
                    return next(context);
                }

                AskAsGet(context.Request);
                return HttpMethods.IsHead(context.Request.Method) ? AnswerAsGetAsync(context, next) : next(context);
            }
        );

    /// <summary>For operations that do more than read: nothing of it is to be done for a request that asks for the headers.</summary>
    public static bool AsksForHeadersOnly(this HttpContext context) => context.Features.Get<HeadRequest>() is not null;

    /// <summary>Completes the methods that routing knows.</summary>
    public static void AddToAllow(IHeaderDictionary headers)
    {
        var methods = headers.GetCommaSeparatedValues(HeaderNames.Allow);
        if (methods.Contains(HttpMethods.Get) && !methods.Contains(HttpMethods.Head))
        {
            headers.Allow = string.Join(", ", [.. methods, HttpMethods.Head]);
        }
    }

    // Browsers ask first if a page of another site may send it with a header such as If-None-Match.
    private static void AskAsGet(HttpRequest request)
    {
        if (HttpMethods.IsOptions(request.Method) && request.Headers.AccessControlRequestMethod == HttpMethods.Head)
        {
            request.Headers.AccessControlRequestMethod = HttpMethods.Get;
        }
    }

    private static async Task AnswerAsGetAsync(HttpContext context, RequestDelegate next)
    {
        context.Features.Set(new HeadRequest());
        var body = context.Response.Body;
        context.Request.Method = HttpMethods.Get;
        context.Response.Body = Stream.Null;
        try
        {
            await next(context);
        }
        finally
        {
            context.Request.Method = HttpMethods.Head;
            context.Response.Body = body;
        }
    }

    /// <summary>Marks requests whose method was changed.</summary>
    private sealed record HeadRequest;
}
