using System.Text;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Primitives;

namespace Ticketing.Hosting;

/// <summary>Rejects unreadable forms and text that PostgreSQL cannot store (NUL, unpaired surrogates), which are client errors.</summary>
public static class ReadableText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Place after routing and rate limiting, to not read what they reject.</summary>
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

    // The error page repeats the rejected request.
    private static bool IsOurErrorPage(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null;

    // Kestrel rejects such paths.
    private static async Task<bool> IsReadableAsync(HttpRequest request) =>
        AreText(request.Query) && (!request.HasFormContentType || await HasReadableFormAsync(request));

    // Malformed, or too many fields. A body that is too large throws BadHttpRequestException.
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
