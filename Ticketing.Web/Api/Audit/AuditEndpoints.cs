using System.ComponentModel;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Ticketing.Api.Access;
using Ticketing.Api.Documentation;
using Ticketing.Api.Json;
using Ticketing.Api.Lists;
using Ticketing.Api.Problems;
using Ticketing.Infrastructure.Audit;

namespace Ticketing.Api.Audit;

/// <summary>Something that was done, and by whom.</summary>
public sealed record AuditEntryResource
{
    public required Guid Id { get; init; }

    /// <summary>The time of the action.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The account or API key; null if it was the program itself, or a stranger.</summary>
    public required Guid? ActorId { get; init; }

    /// <summary>The name at that time.</summary>
    public required string Actor { get; init; }

    /// <summary>The network address that it came from. Empty if it was the program itself.</summary>
    public required string Address { get; init; }

    /// <summary>Such as "event.published".</summary>
    public required string Action { get; init; }

    /// <summary>Id or reference of what it was done to. May be empty.</summary>
    public required string SubjectId { get; init; }

    /// <summary>The name at that time.</summary>
    public required string Subject { get; init; }

    /// <summary>The changed values as they were; null if there were none.</summary>
    public required JsonElement? Before { get; init; }

    /// <summary>The changed values as they became; null if there were none.</summary>
    public required JsonElement? After { get; init; }

    internal static AuditEntryResource From(AuditEntry entry) =>
        new()
        {
            Id = entry.Id,
            At = entry.At,
            ActorId = entry.ActorId,
            Actor = entry.ActorName,
            Address = entry.Address,
            Action = entry.Action,
            SubjectId = entry.SubjectId,
            Subject = entry.SubjectName,
            Before = Read(entry.Before),
            After = Read(entry.After),
        };

    private static JsonElement? Read(string values) => values.Length == 0 ? null : JsonElement.Parse(values);
}

internal static class AuditEndpoints
{
    private const string Path = "/audit";

    private static readonly ApiList<AuditEntryResource> Example = new(
        [
            new AuditEntryResource
            {
                Id = new Guid("019ac3f4-7f00-7c44-9d11-3b5e6f7a8b90"),
                At = new DateTimeOffset(2026, 11, 20, 9, 30, 0, TimeSpan.Zero),
                ActorId = new Guid("019ac3f4-7f00-7d55-8e22-4c6f7a8b9c01"),
                Actor = "Sam Field",
                Address = "203.0.113.7",
                Action = "tickettype.changed",
                SubjectId = "019ac3f4-7f00-7b02-8d1e-6a7c3c2d9e55",
                Subject = "Standing",
                Before = JsonElement.Parse("""{"capacity":150}"""),
                After = JsonElement.Parse("""{"capacity":160}"""),
            },
        ],
        null
    );

    public static void MapAudit(this IEndpointRouteBuilder api) =>
        api.MapGet(Path, ListAsync).WithTags("Audit").WithName("ListAuditEntries").WithExample(Example).RequireSuperAdmin();

    /// <summary>List what was done</summary>
    /// <remarks>The latest first. Needs the token of a superadmin.</remarks>
    internal static async Task<Results<Ok<ApiList<AuditEntryResource>>, ProblemResult>> ListAsync(
        [Description("Only what this account or API key did.")] Guid? actorId,
        [Description("Only this action, such as event.published.")] string? action,
        [Description("Only what was done to something with this in its name, or with this id.")] string? subject,
        [Description("The earliest instant, included.")] string? from,
        [Description("The instant before which it must have happened.")] string? until,
        [AsParameters] PageParameters page,
        AuditQueries entries,
        HttpResponse response,
        CancellationToken ct
    )
    {
        List<FieldError> errors = [.. page.GetErrors()];
        var filter = new AuditFilter(
            actorId,
            action ?? "",
            subject ?? "",
            InstantConverter.ParseQuery("from", from, errors),
            InstantConverter.ParseQuery("until", until, errors)
        );
        if (errors.Count > 0)
        {
            return ProblemResult.Invalid(errors);
        }

        var found = await entries.GetPageAsync(filter, page.Position, ct, page.Size);
        return TypedResults.Ok(
            ApiList.Create(
                [.. found.Rows.Select(AuditEntryResource.From)],
                found.Older,
                response,
                ApiPaths.Version1 + Path,
                page.Limit,
                KeyValuePair.Create("actorId", actorId?.ToString()),
                KeyValuePair.Create("action", action),
                KeyValuePair.Create("subject", subject),
                KeyValuePair.Create("from", from),
                KeyValuePair.Create("until", until)
            )
        );
    }
}
