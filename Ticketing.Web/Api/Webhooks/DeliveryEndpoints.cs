using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Ticketing.Api.Access;
using Ticketing.Api.Documentation;
using Ticketing.Api.Lists;
using Ticketing.Api.Problems;
using Ticketing.Features.OutgoingWebhooks;
using Ticketing.Features.OutgoingWebhooks.Endpoints;

namespace Ticketing.Api.Webhooks;

internal static class DeliveryEndpoints
{
    private const string Path = WebhookEndpoints.OnePath + "/deliveries";
    private const string OnePath = Path + "/{deliveryId:guid}";

    public static void MapWebhookDeliveries(this IEndpointRouteBuilder api)
    {
        var deliveries = api.MapGroup("").WithTags("Webhooks").RequireSuperAdmin();
        deliveries
            .MapGet(Path, ListAsync)
            .WithName("ListWebhookDeliveries")
            .WithExample(
                new ApiList<WebhookDeliveryResource>([DeliveryExamples.Item], "older.639000000000000000.019ac3f47f007a319c551f0f5f0a4b11")
            );
        deliveries.MapGet(OnePath, GetAsync).WithName("GetWebhookDelivery").WithExample(DeliveryExamples.Details);
        deliveries
            .MapPost(OnePath + "/send-again", SendAgainAsync)
            .WithName("SendWebhookAgain")
            .WithExample(DeliveryExamples.Details)
            .WithProblems(ProblemType.Conflict)
            .RequireFreshFactor();
        deliveries
            .MapPost(WebhookEndpoints.OnePath + "/test", TestAsync)
            .WithName("TestWebhook")
            .WithExample(DeliveryExamples.Details)
            .WithProblems(ProblemType.Conflict)
            .RequireFreshFactor();
    }

    /// <summary>List the deliveries of a webhook</summary>
    /// <remarks>The latest first, of the last 30 days.</remarks>
    internal static async Task<Results<Ok<ApiList<WebhookDeliveryResource>>, ProblemResult>> ListAsync(
        [Description("The webhook's id.")] Guid id,
        [Description("Only deliveries with this status: waiting, delivered or failed.")] string? status,
        [AsParameters] PageParameters page,
        WebhookEndpointQueries endpoints,
        WebhookDeliveryQueries deliveries,
        HttpResponse response,
        CancellationToken ct
    )
    {
        List<FieldError> errors = [.. page.GetErrors()];
        var only = QueryEnum.Parse<WebhookDeliveryStatus>("status", status, errors);
        if (errors.Count > 0)
        {
            return ProblemResult.Invalid(errors);
        }

        if (await endpoints.FindAsync(id, ct) is null)
        {
            return ProblemResult.Create(ProblemType.NotFound);
        }

        var found = await deliveries.GetPageAsync(id, only, page.Position, page.Size, ct);
        return TypedResults.Ok(
            ApiList.Create(
                [.. found.Rows.Select(WebhookDeliveryResource.From)],
                found.Older,
                response,
                $"{ApiPaths.Version1}{WebhookEndpoints.Path}/{id}/deliveries",
                page.Limit,
                KeyValuePair.Create("status", status)
            )
        );
    }

    /// <summary>Get a delivery</summary>
    /// <remarks>With its body and all attempts.</remarks>
    internal static async Task<Results<Ok<WebhookDeliveryDetailsResource>, ProblemResult>> GetAsync(
        [Description("The webhook's id.")] Guid id,
        [Description("The delivery's id.")] Guid deliveryId,
        WebhookDeliveryQueries deliveries,
        CancellationToken ct
    ) =>
        await deliveries.FindAsync(id, deliveryId, ct) is { } delivery
            ? TypedResults.Ok(WebhookDeliveryDetailsResource.From(delivery, await deliveries.ListAttemptsAsync(deliveryId, ct)))
            : ProblemResult.Create(ProblemType.NotFound);

    /// <summary>Send a delivery again</summary>
    /// <remarks>In a few seconds, with the same webhook-id: a receiver that knows it ignores it.</remarks>
    internal static async Task<Results<Ok<WebhookDeliveryDetailsResource>, ProblemResult>> SendAgainAsync(
        [Description("The webhook's id.")] Guid id,
        [Description("The delivery's id.")] Guid deliveryId,
        SendWebhookAgain messages,
        WebhookDeliveryQueries deliveries,
        CancellationToken ct
    ) =>
        await messages.SendAgainAsync(id, deliveryId, ct) || await deliveries.FindAsync(id, deliveryId, ct) is null
            ? await GetAsync(id, deliveryId, deliveries, ct)
            : ProblemResult.Create(ProblemType.Conflict, "It waits to be sent anyway.");

    /// <summary>Send a test</summary>
    /// <remarks>A message of the type webhook.test, in a few seconds. Get the delivery to see how it went.</remarks>
    internal static async Task<Results<Ok<WebhookDeliveryDetailsResource>, ProblemResult>> TestAsync(
        [Description("The webhook's id.")] Guid id,
        SendWebhookAgain messages,
        WebhookEndpointQueries endpoints,
        WebhookDeliveryQueries deliveries,
        CancellationToken ct
    ) =>
        await messages.SendTestAsync(id, ct) is { } sent ? await GetAsync(id, sent, deliveries, ct)
        : await endpoints.FindAsync(id, ct) is null ? ProblemResult.Create(ProblemType.NotFound)
        : ProblemResult.Create(ProblemType.Conflict, "Enable the webhook before you send a test.");
}
