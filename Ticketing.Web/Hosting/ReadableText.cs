using System.Text;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Primitives;

namespace Ticketing.Hosting;

/// <summary>
/// What visitors send is text that every database can store, and forms can be read at all, before any page looks at them. PostgreSQL
/// takes neither NUL nor half a character, which no keyboard types: a query for it is a mistake of the visitor's, not a failure of ours.
/// </summary>
public static class ReadableText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>After routing and the rate limits: nothing is read for an address that is not there, or for one who asks too often.</summary>
    public static void UseReadableText(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (context.GetEndpoint() is null || IsOurErrorPage(context) || await IsReadableAsync(context.Request))
        {
            await next(context);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
    });

    // It stands for the request that was refused, and has that one's form.
    private static bool IsOurErrorPage(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null;

    // A path with either in it does not even pass the server.
    private static async Task<bool> IsReadableAsync(HttpRequest request) =>
        AreText(request.Query) && (!request.HasFormContentType || await HasReadableFormAsync(request));

    // Broken, or more fields than any page of ours has; more bytes than we take is another refusal.
    private static async Task<bool> HasReadableFormAsync(HttpRequest request)
    {
        try
        {
            return AreText(await request.ReadFormAsync(request.HttpContext.RequestAborted));
        }
        catch (Exception error) when (error is InvalidDataException or IOException and not BadHttpRequestException)
        {
            return false;
        }
    }

    private static bool AreText(IEnumerable<KeyValuePair<string, StringValues>> fields) =>
        fields.All(field => IsText(field.Key) && field.Value.All(value => IsText(value ?? "")));

    internal static bool IsText(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            return false;
        }

        try
        {
            Strict.GetByteCount(text);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}
