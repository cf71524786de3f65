using Microsoft.AspNetCore.Http.HttpResults;
using Ticketing.Api.Caching;
using Ticketing.Api.Problems;
using Ticketing.Features.OutgoingWebhooks;
using Ticketing.Features.OutgoingWebhooks.Endpoints;

namespace Ticketing.Api.Webhooks;

/// <summary>Answers with a webhook as it is now, and its ETag.</summary>
internal sealed class WebhookAnswers(WebhookEndpointQueries endpoints, TimeProvider clock, IHttpContextAccessor requests)
{
    public async Task<Results<Ok<WebhookResource>, ProblemResult>> ShowAsync(Guid id, CancellationToken ct)
    {
        if (await endpoints.FindAsync(id, ct) is not { } endpoint)
        {
            return ProblemResult.Create(ProblemType.NotFound);
        }

        VersionTag.Set(requests.HttpContext!.Response, endpoint.Version);
        return TypedResults.Ok(WebhookResource.From(endpoint, clock.GetUtcNow()));
    }

    /// <returns>Null if there is no such webhook.</returns>
    public async Task<int?> FindVersionAsync(Guid id, CancellationToken ct) => (await endpoints.FindAsync(id, ct))?.Version;

    public static WebhookEndpointForm Read(WebhookEndpointRequest request) =>
        new()
        {
            Url = request.Url,
            Description = request.Description,
            Types = request.Types,
        };

    /// <returns>Null if all types exist.</returns>
    public static ProblemResult? CheckTypes(WebhookEndpointRequest request) =>
        request.Types.Where(type => !WebhookEventTypes.All.Contains(type)).Select(type => type ?? "").FirstOrDefault() is { } unknown
            ? ProblemResult.Invalid("types", $"There is no type “{unknown}”.")
            : null;

    /// <param name="outcome">Not a success.</param>
    public static ProblemResult Refuse(WebhookEndpointOutcome outcome) =>
        outcome switch
        {
            WebhookEndpointOutcome.Refused refused => ProblemResult.Invalid([
                .. refused.Errors.Select(error => new FieldError(char.ToLowerInvariant(error.Key[0]) + error.Key[1..], error.Value)),
            ]),
            WebhookEndpointOutcome.Conflict => ProblemResult.Create(ProblemType.PreconditionFailed),
            _ => ProblemResult.Create(ProblemType.NotFound),
        };
}
