using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;
using Ticketing.Api.Access;
using Ticketing.Api.Caching;
using Ticketing.Api.Idempotency;

namespace Ticketing.Api.Documentation;

/// <summary>Says which headers an answer has. Each is described once, for all operations.</summary>
internal static class OperationHeaders
{
    private const string RateLimit = "RateLimit";
    private const string RateLimitPolicy = "RateLimit-Policy";
    private const string Cursor = "cursor";

    private static readonly Dictionary<string, string> Descriptions = new()
    {
        [RateLimit] = "How many requests are left, and for how many seconds. Absent if the box office does not limit requests.",
        [RateLimitPolicy] = "How many requests are allowed in how many seconds. Absent if the box office does not limit requests.",
        [HeaderNames.RetryAfter] = "Seconds to wait before the request is sent again.",
        [HeaderNames.ETag] = "The version of what was read.",
        [HeaderNames.Link] = "The address of the next page, with rel=\"next\". Absent on the last one.",
        [HeaderNames.Location] = "The address of what was made.",
        [IdempotencyMetadata.ReplayedHeader] = "true if this is the stored answer to an earlier request with the same key.",
    };

    public static IDictionary<string, IOpenApiHeader> CreateComponents() =>
        Descriptions.ToDictionary(
            header => header.Key,
            IOpenApiHeader (header) =>
                new OpenApiHeader
                {
                    Description = header.Value,
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                }
        );

    /// <summary>After everything else that adds responses.</summary>
    public static void Add(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        foreach (var (status, response) in operation.Responses!)
        {
            var names = IsSuccess(status) ? GetOfSuccess(operation, context.Description, status) : GetOfError(operation, status);
            ((OpenApiResponse)response).Headers = names
                .Prepend(RateLimitPolicy)
                .Prepend(RateLimit)
                .ToDictionary(name => name, IOpenApiHeader (name) => new OpenApiHeaderReference(name, context.Document));
        }
    }

    private static bool IsSuccess(string status) => status[0] == '2';

    private static IEnumerable<string> GetOfError(OpenApiOperation operation, string status) =>
        status is "429" or "503" || (status == "409" && TakesKey(operation)) ? [HeaderNames.RetryAfter] : [];

    private static IEnumerable<string> GetOfSuccess(OpenApiOperation operation, ApiDescription description, string status)
    {
        var metadata = description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<ConditionalGetAttribute>().Any() || description.SupportedResponseTypes.Any(HasVersion))
        {
            yield return HeaderNames.ETag;
        }

        if (operation.Parameters?.Any(parameter => parameter.Name == Cursor) == true)
        {
            yield return HeaderNames.Link;
        }

        // Everybody can make a hold, which has no address to be read at.
        if (status == "201" && metadata.OfType<ApiAccess>().LastOrDefault() is { Scope: not null })
        {
            yield return HeaderNames.Location;
        }

        if (TakesKey(operation))
        {
            yield return IdempotencyMetadata.ReplayedHeader;
        }
    }

    private static bool HasVersion(ApiResponseType answer) => answer.Type?.IsDefined(typeof(VersionedAttribute), inherit: false) == true;

    private static bool TakesKey(OpenApiOperation operation) =>
        operation.Parameters?.Any(parameter => parameter.Name == IdempotencyMetadata.Header) == true;
}
