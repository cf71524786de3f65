using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;
using Ticketing.Api.Access;
using Ticketing.Api.Idempotency;
using Ticketing.Api.Problems;
using Ticketing.Infrastructure.Hosting.Pipeline;

namespace Ticketing.Api.Documentation;

/// <summary>Adds each kind of error that an operation names, and those that follow from the conventions.</summary>
internal static class OperationErrors
{
    private const string ProblemSchema = "Problem";

    /// <summary>One of each type, to which operations refer.</summary>
    public static IDictionary<string, IOpenApiExample> CreateExamples() =>
        ProblemType.All.ToDictionary(type => type.Name, IOpenApiExample (type) => new OpenApiExample { Value = Describe(type) });

    public static async Task AddAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var problem = await context.GetOrCreateSchemaAsync(typeof(ApiProblem), cancellationToken: ct);
        context.Document?.AddComponent(ProblemSchema, problem);
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var types = metadata.OfType<ProblemType>().Concat(GetImplied(operation, context.Description.HttpMethod, metadata)).Distinct();
        foreach (var ofStatus in types.GroupBy(type => type.Status).OrderBy(types => types.Key))
        {
            Add(operation, context, ofStatus.Key, [.. ofStatus]);
        }
    }

    private static IEnumerable<ProblemType> GetImplied(OpenApiOperation operation, string? method, IList<object> metadata)
    {
        var parameters = operation.Parameters ?? [];
        var hasBody = operation.RequestBody is not null;
        var needsToken = metadata.OfType<ApiAccess>().LastOrDefault() is { Scope: not null };
        var takesKey = IdempotencyMetadata.TakesKey(method, metadata);
        var stopsForRecovery = method is not null && !HttpMethods.IsGet(method) && !metadata.OfType<AllowedDuringRecoveryAttribute>().Any();
        List<(bool Applies, ProblemType[] Types)> conventions =
        [
            (true, [ProblemType.InvalidFields, ProblemType.TooManyRequests, ProblemType.InternalError, ProblemType.Unavailable]),
            (hasBody, [ProblemType.BadRequest, ProblemType.RequestTimeout, ProblemType.TooLarge, ProblemType.UnsupportedMediaType]),
            (parameters.Any(parameter => parameter.In == ParameterLocation.Path), [ProblemType.NotFound]),
            (needsToken, [ProblemType.Unauthorized, ProblemType.Forbidden, ProblemType.TooManyAttempts]),
            (takesKey, [ProblemType.RequestUnderWay, ProblemType.IdempotencyAnswerLost, ProblemType.IdempotencyKeyReused]),
            (stopsForRecovery, [ProblemType.ClosedForRecovery]),
        ];
        return conventions.Where(convention => convention.Applies).SelectMany(convention => convention.Types);
    }

    private static void Add(OpenApiOperation operation, OpenApiOperationTransformerContext context, int status, ProblemType[] types)
    {
        // What an operation refuses in its own words stays.
        var key = status.ToString(CultureInfo.InvariantCulture);
        if (operation.Responses!.TryGetValue(key, out var own) && own.Content is { Count: > 0 })
        {
            return;
        }

        var content = new OpenApiMediaType
        {
            Schema = new OpenApiSchemaReference(ProblemSchema, context.Document),
            Examples = types.ToDictionary(
                type => type.Name,
                IOpenApiExample (type) => new OpenApiExampleReference(type.Name, context.Document)
            ),
        };
        operation.Responses[key] = new OpenApiResponse
        {
            Description = ReasonPhrases.GetReasonPhrase(status),
            Content = new Dictionary<string, OpenApiMediaType> { [ApiProblem.ContentType] = content },
        };
    }

    private static JsonObject Describe(ProblemType type) =>
        new()
        {
            ["type"] = type.Uri,
            ["title"] = type.Title,
            ["status"] = type.Status,
            ["detail"] = type.Explanation,
        };
}
