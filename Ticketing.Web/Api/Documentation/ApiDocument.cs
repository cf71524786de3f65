using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using NetEscapades.AspNetCore.SecurityHeaders;
using Scalar.AspNetCore;
using Ticketing.Infrastructure.Hosting.Pipeline;
using Ticketing.Infrastructure.Hosting.Security;
using Ticketing.Infrastructure.Hosting.Startup;

namespace Ticketing.Api.Documentation;

/// <summary>The OpenAPI document, and pages to read and try it.</summary>
public static class ApiDocument
{
    private const string Name = "v1";
    private const string Description = """
        Programs use the same events, prices and rules as the pages of the box office.

        Times are RFC 3339 with an offset, in the zone of the event. Money is in minor units. Unknown fields are refused, and so are unknown
        parameters except where everybody may read. Long lists are read page by page with `cursor`, or by following the `Link` header; short ones have
        one page. Errors are problem documents (RFC 9457); tell them apart by `type`. The `RateLimit` header says how many requests are left.
        """;

    public static IServiceCollection AddApiDocument(this IServiceCollection services) =>
        services.AddOpenApi(
            Name,
            options =>
            {
                options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
                options.ShouldInclude = operation => $"/{operation.RelativePath}".StartsWith(ApiPaths.Version1, StringComparison.Ordinal);
                options.CreateSchemaReferenceId = SchemaDetails.GetName;
                options.AddDocumentTransformer(Describe);
                options.AddOperationTransformer(OperationDetails.AddAsync);
                options.AddSchemaTransformer(SchemaDetails.AddAsync);
            }
        );

    public static void MapApiDocument(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi().CacheOutput(PageCache.OneSecond).NeedsNoDatabase();
        routes
            .MapScalarApiReference(ApiPaths.Root + "/docs", ConfigurePage)
            .WithSecurityHeadersPolicy(SecurityHeaders.Nonce)
            .NeedsNoDatabase();
    }

    /// <summary>Nothing in it depends on the venue or the request, so that the copy in the repository is the same.</summary>
    private static Task Describe(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken ct)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Box office API",
            Version = Name,
            Description = Description.ReplaceLineEndings("\n"),
        };
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.Examples = OperationErrors.CreateExamples();
        document.Components.Headers = OperationHeaders.CreateComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [OperationDetails.SecurityScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "An access token or an API key.",
            },
        };
        return Task.CompletedTask;
    }

    private static void ConfigurePage(ScalarOptions options, HttpContext context)
    {
        var nonce = context.GetNonce();
        options.Title = "Box office API";
        options.Favicon = "/favicon.svg";
        options.WithNonce(nonce).AddDocument(Name);

        // Nothing that needs another server.
        options.DisableDefaultFonts().DisableTelemetry().DisableAgent().DisableMcp().HideDeveloperTools().HideClientButton();

        // Its script reads the nonce for the styles that it adds from there.
        options.AddHeadContent($"<meta property=\"csp-nonce\" content=\"{nonce}\">");
    }
}
