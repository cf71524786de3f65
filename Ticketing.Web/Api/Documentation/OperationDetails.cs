using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;
using Ticketing.Api.Access;
using Ticketing.Api.Idempotency;
using Ticketing.Api.Problems;

namespace Ticketing.Api.Documentation;

/// <summary>Adds what follows from the conventions to each operation: its scope, its errors and its example.</summary>
internal static class OperationDetails
{
    public const string SecurityScheme = "bearer";

    private const string ProblemSchema = "Problem";

    private static readonly int[] Always =
    [
        StatusCodes.Status429TooManyRequests,
        StatusCodes.Status500InternalServerError,
        StatusCodes.Status503ServiceUnavailable,
    ];

    public static async Task AddAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        AddSecurity(operation, context, metadata);
        RequireVersion(operation);
        var takesKey = IdempotencyMetadata.TakesKey(context.Description.HttpMethod, metadata);
        if (takesKey)
        {
            AddIdempotencyKey(operation, IdempotencyMetadata.NeedsKey(metadata));
        }

        var problem = await context.GetOrCreateSchemaAsync(typeof(ApiProblem), cancellationToken: ct);
        context.Document?.AddComponent(ProblemSchema, problem);
        foreach (var status in GetErrors(operation, metadata, takesKey).Order())
        {
            var implied = takesKey && status == StatusCodes.Status409Conflict ? ProblemType.RequestUnderWay : null;
            AddError(operation, context, status, metadata.OfType<ProblemType>().FirstOrDefault(type => type.Status == status) ?? implied);
        }

        var json = context.ApplicationServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        if (metadata.OfType<ResponseExample>().LastOrDefault() is { Value: var example })
        {
            AddExample(operation.Responses!.First(response => response.Key[0] == '2').Value.Content, example, json);
        }

        if (metadata.OfType<RequestExample>().LastOrDefault() is { Value: var sent })
        {
            AddExample(operation.RequestBody!.Content, sent, json);
        }
    }

    private static void AddExample(IDictionary<string, OpenApiMediaType>? contents, object example, JsonSerializerOptions json)
    {
        foreach (var content in contents!.Values)
        {
            content.Example = JsonSerializer.SerializeToNode(example, json);
        }
    }

    private static void AddIdempotencyKey(OpenApiOperation operation, bool isRequired) =>
        (operation.Parameters ??= []).Add(
            new OpenApiParameter
            {
                Name = IdempotencyMetadata.Header,
                In = ParameterLocation.Header,
                Required = isRequired,
                Description = "A new UUID for each request. If you repeat a request within a day, send the same one: then it happens once.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = IdempotencyKeys.MaxLength },
            }
        );

    // It is optional for the framework only, so that a request without it gets a status and a problem type of its own.
    private static void RequireVersion(OpenApiOperation operation)
    {
        foreach (var version in operation.Parameters?.OfType<OpenApiParameter>().Where(p => p.Name == HeaderNames.IfMatch) ?? [])
        {
            version.Required = true;
        }
    }

    private static void AddSecurity(OpenApiOperation operation, OpenApiOperationTransformerContext context, IList<object> metadata)
    {
        if (metadata.OfType<ApiAccess>().LastOrDefault() is { Scope: { } scope })
        {
            List<string> scopes = [scope, .. metadata.OfType<AdditionalScope>().Select(additional => additional.Scope)];
            operation.Security = [new() { [new OpenApiSecuritySchemeReference(SecurityScheme, context.Document)] = scopes }];
        }
    }

    private static HashSet<int> GetErrors(OpenApiOperation operation, IList<object> metadata, bool takesKey)
    {
        HashSet<int> errors = [.. Always, .. metadata.OfType<ProblemType>().Select(type => type.Status)];
        var parameters = operation.Parameters ?? [];
        if (parameters.Any(parameter => parameter.In == ParameterLocation.Path))
        {
            errors.Add(StatusCodes.Status404NotFound);
        }

        if (operation.RequestBody is not null || parameters.Any(parameter => parameter.In == ParameterLocation.Query))
        {
            errors.Add(StatusCodes.Status400BadRequest);
        }

        if (operation.RequestBody is not null)
        {
            errors.UnionWith([StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType]);
        }

        if (takesKey)
        {
            errors.UnionWith([StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity]);
        }

        if (metadata.OfType<ApiAccess>().LastOrDefault() is { Scope: not null })
        {
            errors.UnionWith([StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden]);
        }

        return errors;
    }

    private static void AddError(OpenApiOperation operation, OpenApiOperationTransformerContext context, int status, ProblemType? named)
    {
        // What an operation refuses in its own words stays.
        var key = status.ToString(CultureInfo.InvariantCulture);
        if (operation.Responses!.TryGetValue(key, out var own) && own.Content is { Count: > 0 })
        {
            return;
        }

        var type = named ?? (status == StatusCodes.Status400BadRequest ? ProblemType.InvalidFields : ProblemType.ForStatus(status));
        operation.Responses[key] = new OpenApiResponse
        {
            Description = ReasonPhrases.GetReasonPhrase(status),
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [ApiProblem.ContentType] = new OpenApiMediaType
                {
                    Schema = new OpenApiSchemaReference(ProblemSchema, context.Document),
                    Example = new JsonObject
                    {
                        ["type"] = type.Uri,
                        ["title"] = type.Title,
                        ["status"] = status,
                        ["detail"] = type.Explanation,
                    },
                },
            },
        };
    }
}
