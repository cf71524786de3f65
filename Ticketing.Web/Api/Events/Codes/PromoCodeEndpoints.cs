using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Ticketing.Api.Access;
using Ticketing.Api.Caching;
using Ticketing.Api.Documentation;
using Ticketing.Api.Events.Editing;
using Ticketing.Api.Lists;
using Ticketing.Api.Problems;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Features.Promotions.Editing;
using Ticketing.Infrastructure.Data.Editing;

namespace Ticketing.Api.Events.Codes;

internal static class PromoCodeEndpoints
{
    private const string Path = EventEditingEndpoints.OnePath + "/promo-codes";
    private const string OnePath = Path + "/{codeId:guid}";

    public static void MapPromoCodes(this IEndpointRouteBuilder api)
    {
        var codes = api.MapGroup("").WithTags("Promo codes").LimitToEvent("id");
        codes.MapGet(Path, ListAsync).WithName("ListPromoCodes").WithExample(PromoCodeExamples.List).RequireScope(ApiScopes.EventsRead);
        codes.MapGet(OnePath, GetAsync).WithName("GetPromoCode").WithExample(PromoCodeExamples.Code).RequireScope(ApiScopes.EventsRead);
        codes
            .MapPost(Path, AddAsync)
            .WithName("AddPromoCode")
            .WithRequest(PromoCodeExamples.Request)
            .WithExample(PromoCodeExamples.Code)
            .RequireScope(ApiScopes.EventsWrite);
        codes
            .MapPut(OnePath, UpdateAsync)
            .WithName("UpdatePromoCode")
            .WithRequest(PromoCodeExamples.Request)
            .WithExample(PromoCodeExamples.Code)
            .WithProblems(ProblemType.PreconditionFailed, ProblemType.PreconditionRequired)
            .RequireScope(ApiScopes.EventsWrite);
        codes
            .MapPost(OnePath + "/end", EndAsync)
            .WithName("EndPromoCode")
            .WithExample(PromoCodeExamples.Code)
            .RequireScope(ApiScopes.EventsWrite);
        codes
            .MapPost(OnePath + "/resume", ResumeAsync)
            .WithName("ResumePromoCode")
            .WithExample(PromoCodeExamples.Code)
            .RequireScope(ApiScopes.EventsWrite);
        codes
            .MapDelete(OnePath, DeleteAsync)
            .WithName("DeletePromoCode")
            .WithProblems(ProblemType.Conflict)
            .RequireScope(ApiScopes.EventsWrite);
    }

    /// <summary>List the promo codes of an event</summary>
    /// <remarks>Newest first, ended ones last. Without those for all events, and those that were made in a batch.</remarks>
    internal static async Task<Results<Ok<ApiList<PromoCodeResource>>, ProblemResult>> ListAsync(
        [Description("The event's id.")] Guid id,
        PromoCodeAnswers answers,
        CancellationToken ct
    ) =>
        await answers.GetAllAsync(id, ct) is { } all
            ? TypedResults.Ok(ApiList.Create<PromoCodeResource>([.. all]))
            : ProblemResult.Create(ProblemType.NotFound);

    /// <summary>Get a promo code</summary>
    /// <remarks>Its ETag is what a change of it must send as If-Match.</remarks>
    internal static Task<Results<Ok<PromoCodeResource>, ProblemResult>> GetAsync(
        [Description("The event's id.")] Guid id,
        [Description("The promo code's id.")] Guid codeId,
        PromoCodeAnswers answers,
        CancellationToken ct
    ) => answers.ShowAsync(id, codeId, ct);

    /// <summary>Add a promo code</summary>
    /// <remarks>Buyers can use it at once, unless it starts later.</remarks>
    internal static async Task<Results<Created<PromoCodeResource>, ProblemResult>> AddAsync(
        [Description("The event's id.")] Guid id,
        PromoCodeRequest request,
        EditPromoCode edit,
        PromoCodeAnswers answers,
        CancellationToken ct
    )
    {
        var (form, refusal) = await answers.ReadAsync(id, request, ct);
        return refusal is not null ? refusal
            : await edit.AddAsync(id, form!, ct) is var outcome && outcome is EditOutcome.Saved saved
                ? TypedResults.Created(
                    $"{ApiPaths.Version1}{EventEditingEndpoints.Path}/{id}/promo-codes/{saved.Id}",
                    (await answers.FindAsync(id, saved.Id, ct))!
                )
            : EventForms.Refuse(outcome);
    }

    /// <summary>Change a promo code</summary>
    /// <remarks>Send all fields: what is left out is emptied. Tickets that are held or sold keep their price.</remarks>
    internal static async Task<Results<Ok<PromoCodeResource>, ProblemResult>> UpdateAsync(
        [Description("The event's id.")] Guid id,
        [Description("The promo code's id.")] Guid codeId,
        [FromHeader(Name = "If-Match"), Description(VersionTag.Description)] string? ifMatch,
        PromoCodeRequest request,
        EditPromoCode edit,
        PromoCodeAnswers answers,
        CancellationToken ct
    )
    {
        var version = VersionTag.Read(ifMatch, (await answers.FindCodeAsync(id, codeId, ct))?.Version, out var missing);
        if (missing is not null)
        {
            return missing;
        }

        var (form, refusal) = await answers.ReadAsync(id, request, ct);
        return refusal is not null ? refusal
            : await edit.SaveAsync(codeId, form!, new Revision(version, ""), ct) is var outcome && outcome is EditOutcome.Saved
                ? await answers.ShowAsync(id, codeId, ct)
            : EventForms.Refuse(outcome);
    }

    /// <summary>End a promo code</summary>
    /// <remarks>Nobody can use it from now on. Tickets that are held or sold keep their price.</remarks>
    internal static async Task<Results<Ok<PromoCodeResource>, ProblemResult>> EndAsync(
        [Description("The event's id.")] Guid id,
        [Description("The promo code's id.")] Guid codeId,
        EndPromoCode end,
        PromoCodeAnswers answers,
        CancellationToken ct
    )
    {
        if (await answers.FindCodeAsync(id, codeId, ct) is not null)
        {
            await end.EndAsync(codeId, ct);
        }

        return await answers.ShowAsync(id, codeId, ct);
    }

    /// <summary>Let buyers use an ended promo code again</summary>
    /// <remarks>The same answer if it was not ended.</remarks>
    internal static async Task<Results<Ok<PromoCodeResource>, ProblemResult>> ResumeAsync(
        [Description("The event's id.")] Guid id,
        [Description("The promo code's id.")] Guid codeId,
        EndPromoCode end,
        PromoCodeAnswers answers,
        CancellationToken ct
    )
    {
        if (await answers.FindCodeAsync(id, codeId, ct) is not null)
        {
            await end.ResumeAsync(codeId, ct);
        }

        return await answers.ShowAsync(id, codeId, ct);
    }

    /// <summary>Delete a promo code</summary>
    /// <remarks>Only if nobody uses it; else end it.</remarks>
    internal static async Task<Results<NoContent, ProblemResult>> DeleteAsync(
        [Description("The event's id.")] Guid id,
        [Description("The promo code's id.")] Guid codeId,
        EndPromoCode end,
        PromoCodeAnswers answers,
        CancellationToken ct
    ) =>
        await answers.FindCodeAsync(id, codeId, ct) is null
            ? ProblemResult.Create(ProblemType.NotFound)
            : await end.DeleteAsync(codeId, ct) switch
            {
                CodeDeletion.Deleted => TypedResults.NoContent(),
                CodeDeletion.InUse => ProblemResult.Create(
                    ProblemType.Conflict,
                    "It has been used, so it is kept for the records. End it instead."
                ),
                _ => ProblemResult.Create(ProblemType.NotFound),
            };
}
