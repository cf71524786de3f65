namespace Ticketing.Api.Requests;

/// <summary>Whatever programs can read, they can ask for its headers alone.</summary>
internal static class HeadRequests
{
    /// <summary>Place before routing.</summary>
    public static void UseHeadRequests(this WebApplication app) =>
        app.Use(
            (context, next) =>
                HttpMethods.IsHead(context.Request.Method) && ApiPaths.IsForPrograms(context.Request.Path)
                    ? AnswerAsGetAsync(context, next)
                    : next(context)
        );

    private static async Task AnswerAsGetAsync(HttpContext context, RequestDelegate next)
    {
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
}
