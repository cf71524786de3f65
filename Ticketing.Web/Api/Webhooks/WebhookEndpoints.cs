using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Ticketing.Api.Access;
using Ticketing.Api.Caching;
using Ticketing.Api.Documentation;
using Ticketing.Api.Idempotency;
using Ticketing.Api.Lists;
using Ticketing.Api.Problems;
using Ticketing.Features.OutgoingWebhooks.Endpoints;
using Ticketing.Features.OutgoingWebhooks.Sending;

namespace Ticketing.Api.Webhooks;

internal static class WebhookEndpoints
{
    internal const string Path = "/webhooks";
    internal const string OnePath = Path + "/{id:guid}";

    public static void MapWebhooks(this IEndpointRouteBuilder api)
    {
        var webhooks = api.MapGroup("").WithTags("Webhooks").RequireSuperAdmin();
        webhooks.MapGet(Path, ListAsync).WithName("ListWebhooks").WithExample(ApiList.Create<WebhookResource>([WebhookExamples.Webhook]));
        webhooks.MapGet(OnePath, GetAsync).WithName("GetWebhook").WithExample(WebhookExamples.Webhook);
        webhooks
            .MapPost(Path, AddAsync)
            .WithName("AddWebhook")
            .WithRequest(WebhookExamples.Request)
            .WithExample(WebhookExamples.Secret)
            .WithoutIdempotencyKey()
            .RequireFreshFactor();
        webhooks
            .MapPut(OnePath, UpdateAsync)
            .WithName("UpdateWebhook")
            .WithRequest(WebhookExamples.Request)
            .WithExample(WebhookExamples.Webhook)
            .WithProblems(ProblemType.PreconditionFailed, ProblemType.PreconditionRequired)
            .RequireFreshFactor();
        webhooks.MapDelete(OnePath, DeleteAsync).WithName("DeleteWebhook").RequireFreshFactor();
        webhooks
            .MapPost(OnePath + "/rotate-secret", RotateAsync)
            .WithName("RotateWebhookSecret")
            .WithExample(WebhookExamples.Secret)
            .WithProblems(ProblemType.Conflict)
            .WithoutIdempotencyKey()
            .RequireFreshFactor();
        Change(webhooks.MapPost(OnePath + "/end-old-secret", EndOverlapAsync), "EndOldWebhookSecret");
        Change(webhooks.MapPost(OnePath + "/enable", EnableAsync), "EnableWebhook");
        Change(webhooks.MapPost(OnePath + "/disable", DisableAsync), "DisableWebhook");
    }

    private static void Change(RouteHandlerBuilder operation, string name) =>
        operation.WithName(name).WithExample(WebhookExamples.Webhook).RequireFreshFactor();

    /// <summary>List webhooks</summary>
    /// <remarks>All of them, the oldest first.</remarks>
    internal static async Task<Ok<ApiList<WebhookResource>>> ListAsync(
        WebhookEndpointQueries endpoints,
        TimeProvider clock,
        CancellationToken ct
    ) =>
        TypedResults.Ok(
            ApiList.Create<WebhookResource>([
                .. (await endpoints.ListAsync(ct)).Select(row => WebhookResource.From(row.Endpoint, clock.GetUtcNow())),
            ])
        );

    /// <summary>Get a webhook</summary>
    /// <remarks>Its ETag is what a change of it must send as If-Match.</remarks>
    internal static Task<Results<Ok<WebhookResource>, ProblemResult>> GetAsync(
        [Description("The webhook's id.")] Guid id,
        WebhookAnswers answers,
        CancellationToken ct
    ) => answers.ShowAsync(id, ct);

    /// <summary>Add a webhook</summary>
    /// <remarks>Messages are sent to it from now on, signed with the secret in the answer.</remarks>
    internal static async Task<Results<Created<WebhookSecretResource>, ProblemResult>> AddAsync(
        WebhookEndpointRequest request,
        EditWebhookEndpoint edit,
        CancellationToken ct
    )
    {
        if (WebhookAnswers.CheckTypes(request) is { } unknown)
        {
            return unknown;
        }

        switch (await edit.AddAsync(WebhookAnswers.Read(request), ct))
        {
            case WebhookEndpointOutcome.Added added:
                return TypedResults.Created(
                    $"{ApiPaths.Version1}{Path}/{added.Id}",
                    new WebhookSecretResource { Id = added.Id, Secret = added.Secret }
                );
            case var outcome:
                return WebhookAnswers.Refuse(outcome);
        }
    }

    /// <summary>Change a webhook</summary>
    /// <remarks>Send all fields: what is left out is emptied. The secret stays.</remarks>
    internal static async Task<Results<Ok<WebhookResource>, ProblemResult>> UpdateAsync(
        [Description("The webhook's id.")] Guid id,
        [FromHeader(Name = "If-Match"), Description(VersionTag.Description)] string? ifMatch,
        WebhookEndpointRequest request,
        EditWebhookEndpoint edit,
        WebhookAnswers answers,
        CancellationToken ct
    )
    {
        var version = VersionTag.Read(ifMatch, await answers.FindVersionAsync(id, ct), out var missing);
        return missing is not null ? missing
            : WebhookAnswers.CheckTypes(request) is { } unknown ? unknown
            : await edit.SaveAsync(id, WebhookAnswers.Read(request), version, ct) is var outcome && outcome is WebhookEndpointOutcome.Saved
                ? await answers.ShowAsync(id, ct)
            : WebhookAnswers.Refuse(outcome);
    }

    /// <summary>Delete a webhook</summary>
    /// <remarks>Its deliveries go too, sent or not.</remarks>
    internal static async Task<Results<NoContent, ProblemResult>> DeleteAsync(
        [Description("The webhook's id.")] Guid id,
        EditWebhookEndpoint edit,
        CancellationToken ct
    ) => await edit.DeleteAsync(id, ct) ? TypedResults.NoContent() : ProblemResult.Create(ProblemType.NotFound);

    /// <summary>Create a new secret</summary>
    /// <remarks>For a day the secret before signs too. Refused while one before signs: end it first.</remarks>
    internal static async Task<Results<Ok<WebhookSecretResource>, ProblemResult>> RotateAsync(
        [Description("The webhook's id.")] Guid id,
        RotateWebhookSecret secrets,
        WebhookEndpointQueries endpoints,
        CancellationToken ct
    )
    {
        return await secrets.RotateAsync(id, ct) is { } secret ? TypedResults.Ok(new WebhookSecretResource { Id = id, Secret = secret })
            : await endpoints.FindAsync(id, ct) is null ? ProblemResult.Create(ProblemType.NotFound)
            : ProblemResult.Create(ProblemType.Conflict, "The old secret still signs. End it before you create another.");
    }

    /// <summary>End the old secret now</summary>
    /// <remarks>The same answer if only one secret signs.</remarks>
    internal static async Task<Results<Ok<WebhookResource>, ProblemResult>> EndOverlapAsync(
        [Description("The webhook's id.")] Guid id,
        RotateWebhookSecret secrets,
        WebhookAnswers answers,
        CancellationToken ct
    )
    {
        await secrets.EndOverlapAsync(id, ct);
        return await answers.ShowAsync(id, ct);
    }

    /// <summary>Enable a webhook</summary>
    /// <remarks>What was waiting is sent now. The same answer if it was enabled before.</remarks>
    internal static async Task<Results<Ok<WebhookResource>, ProblemResult>> EnableAsync(
        [Description("The webhook's id.")] Guid id,
        EditWebhookEndpoint edit,
        WebhookAnswers answers,
        CancellationToken ct
    )
    {
        await edit.EnableAsync(id, ct);
        return await answers.ShowAsync(id, ct);
    }

    /// <summary>Disable a webhook</summary>
    /// <remarks>What happens while it is disabled is not told. The same answer if it was disabled before.</remarks>
    internal static async Task<Results<Ok<WebhookResource>, ProblemResult>> DisableAsync(
        [Description("The webhook's id.")] Guid id,
        DisableWebhookEndpoint disable,
        WebhookAnswers answers,
        CancellationToken ct
    )
    {
        await disable.DisableAsync(id, ct);
        return await answers.ShowAsync(id, ct);
    }
}
