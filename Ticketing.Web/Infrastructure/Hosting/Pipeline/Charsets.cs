namespace Ticketing.Infrastructure.Hosting.Pipeline;

/// <summary>All text that the program sends is UTF-8, but the framework does not say so for files and XML.</summary>
public static class Charsets
{
    /// <summary>Place before everything that answers.</summary>
    public static void UseCharsets(this WebApplication app) =>
        app.Use(
            (context, next) =>
            {
                context.Response.OnStarting(AddCharset, context.Response);
                return next(context);
            }
        );

    private static Task AddCharset(object state)
    {
        var response = (HttpResponse)state;
        if (response.ContentType is { } type && IsText(type) && !type.Contains("charset", StringComparison.OrdinalIgnoreCase))
        {
            response.ContentType = type + "; charset=utf-8";
        }

        return Task.CompletedTask;
    }

    private static bool IsText(string type) =>
        type.StartsWith("text/", StringComparison.OrdinalIgnoreCase) || type.EndsWith("xml", StringComparison.OrdinalIgnoreCase);
}
