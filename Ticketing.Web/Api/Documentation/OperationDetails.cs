using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;
using Ticketing.Api.Access;
using Ticketing.Api.Idempotency;

namespace Ticketing.Api.Documentation;

/// <summary>Adds what follows from the conventions to each operation: its scope, its errors, its headers and its example.</summary>
internal static class OperationDetails
{
    public const string SecurityScheme = "bearer";

    public static async Task AddAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        AddSecurity(operation, context, metadata);
        RequireVersion(operation);
        if (IdempotencyMetadata.TakesKey(context.Description.HttpMethod, metadata))
        {
            AddIdempotencyKey(operation, IdempotencyMetadata.NeedsKey(metadata));
        }

        await OperationErrors.AddAsync(operation, context, ct);
        var json = context.ApplicationServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        if (metadata.OfType<ResponseExample>().LastOrDefault() is { Value: var example })
        {
            AddExample(operation.Responses!.First(response => response.Key[0] == '2').Value.Content, example, json);
        }

        if (metadata.OfType<RequestExample>().LastOrDefault() is { Value: var sent })
        {
            AddExample(operation.RequestBody!.Content, sent, json);
        }

        OperationHeaders.Add(operation, context);
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
        if (metadata.OfType<OptionalScope>().LastOrDefault() is { Scope: var useful })
        {
            operation.Security = [new(), Require(useful)];
        }
        else if (metadata.OfType<ApiAccess>().LastOrDefault() is { Scope: { } scope })
        {
            operation.Security = [Require([scope, .. metadata.OfType<AdditionalScope>().Select(additional => additional.Scope)])];
        }

        OpenApiSecurityRequirement Require(params List<string> scopes) =>
            new() { [new OpenApiSecuritySchemeReference(SecurityScheme, context.Document)] = scopes };
    }
}
