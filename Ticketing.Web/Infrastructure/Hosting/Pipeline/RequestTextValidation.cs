using System.Text;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Primitives;

namespace Ticketing.Infrastructure.Hosting.Pipeline;

/// <summary>Rejects unreadable forms and text that PostgreSQL cannot store (NUL, unpaired surrogates), which are client errors.</summary>
public static class RequestTextValidation
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Place after routing and rate limiting, to not read what they reject.</summary>
    public static void UseRequestTextValidation(this WebApplication app) =>
        app.Use(
            async (context, next) =>
            {
                if (context.GetEndpoint() is null || IsErrorPage(context) || await IsValidAsync(context.Request))
                {
                    await next(context);
                }
                else
                {
                    context.Response.StatusCode = StatusCodes.Status400BadRequest;
                }
            }
        );

    // The error page repeats the rejected request.
    private static bool IsErrorPage(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null;

    // Kestrel rejects such paths.
    private static async Task<bool> IsValidAsync(HttpRequest request) =>
        AreStorable(request.Query) && (!request.HasFormContentType || await HasValidFormAsync(request));

    // Malformed, in UTF-7, or too many fields. A body that is too large throws BadHttpRequestException.
    private static async Task<bool> HasValidFormAsync(HttpRequest request)
    {
        try
        {
            var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
            return form.Count <= RequestLimits.MaxFormKeys && AreStorable(form);
        }
        catch (Exception error) when (error is InvalidDataException or NotSupportedException or IOException and not BadHttpRequestException)
        {
            return false;
        }
    }

    private static bool AreStorable(IEnumerable<KeyValuePair<string, StringValues>> fields) =>
        fields.All(field => IsStorable(field.Key) && field.Value.All(value => IsStorable(value ?? "")));

    internal static bool IsStorable(string text)
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
