using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using Ticketing.Api.Access;
using Ticketing.Api.Caching;
using Ticketing.Api.Problems;

namespace Ticketing.Api.Requests;

/// <summary>Refuses what an operation would misread or ignore.</summary>
internal static class StrictRequests
{
    private const string UnknownParameter = "This operation has no such parameter.";

    /// <summary>Place after authorization, and before anything that reads the body or answers from a cache.</summary>
    public static void UseStrictRequests(this WebApplication app) =>
        app.Use(
            (context, next) =>
                context.GetEndpoint() is { } endpoint && endpoint.Metadata.GetMetadata<ApiAccess>() is not null
                    ? CheckAsync(context, endpoint, next)
                    : next(context)
        );

    private static Task CheckAsync(HttpContext context, Endpoint endpoint, RequestDelegate next)
    {
        if (!IsUtf8(context.Request) && context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != false)
        {
            return ProblemResult
                .Create(ProblemType.UnsupportedMediaType, "Send it in UTF-8, with “Content-Type: application/json”.")
                .ExecuteAsync(context);
        }

        FieldError[] unknown = [.. FindUnknownParameters(context.Request.Query, endpoint)];
        return unknown.Length > 0 ? ProblemResult.Invalid(unknown).ExecuteAsync(context) : next(context);
    }

    // Front ends and content delivery networks add parameters of their own to public addresses, such as “utm_source”.
    private static IEnumerable<FieldError> FindUnknownParameters(IQueryCollection query, Endpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<ConditionalGetAttribute>() is not null)
        {
            return [];
        }

        var known = QueryParameters.Find(endpoint);
        return query
            .Keys.Where(name => !known.Contains(name, StringComparer.OrdinalIgnoreCase))
            .Select(name => new FieldError(name, UnknownParameter));
    }

    /// <summary>
    /// The framework throws for charsets that it does not know, even for “utf-8” in quotation marks. So it gets to see none.
    /// </summary>
    private static bool IsUtf8(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
        {
            return true;
        }

        var charsets = type.Parameters.Where(parameter => parameter.Name.Equals("charset", StringComparison.OrdinalIgnoreCase)).ToList();
        if (!charsets.All(charset => HeaderUtilities.RemoveQuotes(charset.Value).Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
        {
            return false;
        }

        if (charsets.Count > 0)
        {
            charsets.ForEach(charset => type.Parameters.Remove(charset));
            request.ContentType = type.ToString();
        }

        return true;
    }
}
