using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Ticketing.Api.Access;
using Ticketing.Api.Documentation;
using Ticketing.Api.Languages;
using Ticketing.Api.Lists;
using Ticketing.Api.Problems;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Api.Events;

internal static class EventEndpoints
{
    private const string Path = "/events";
    private const string LanguageDescription =
        "Tag of a language from /languages: texts that are translated into it are in it, the others as they were written. Without it, all "
        + "of them are.";
    private const int MaxSearchLength = 100;

    public static void MapEvents(this IEndpointRouteBuilder api)
    {
        var events = api.MapGroup("").WithTags("Events");
        events
            .MapGet(Path, ListAsync)
            .WithName("ListEvents")
            .WithExample(EventExamples.List)
            .AllowEverybodyToRead("q", "cursor", "limit", LanguageField.Name);
        events
            .MapGet(Path + "/{id:guid}", GetAsync)
            .WithName("GetEvent")
            .WithExample(EventExamples.Event)
            .AllowEverybodyToRead(LanguageField.Name);
        events
            .MapGet(Path + "/{id:guid}/availability", GetAvailabilityAsync)
            .WithName("GetEventAvailability")
            .WithExample(EventExamples.Availability)
            .AllowEverybodyToRead();
    }

    /// <summary>List upcoming events</summary>
    /// <remarks>Those that are public and not over yet, soonest first, with their ticket types and prices.</remarks>
    internal static async Task<Results<Ok<ApiList<EventResource>>, ProblemResult>> ListAsync(
        [Description("Words that must all occur in title, kind, summary, description, line-up or location, in any language.")] string? q,
        [Description(LanguageDescription)] string? language,
        [AsParameters] PageParameters page,
        EventCatalogue catalogue,
        SiteLanguages languages,
        EventResourceFactory resources,
        HttpResponse response,
        CancellationToken ct
    )
    {
        List<FieldError> errors = [.. page.GetErrors(), .. CheckSearch(q), .. LanguageField.Check(language, languages)];
        if (errors.Count > 0)
        {
            return ProblemResult.Invalid(errors);
        }

        var found = await catalogue.GetUpcomingPageAsync(q, page.Position, page.Size, ct);
        return TypedResults.Ok(
            ApiList.Create(
                [.. found.Events.Select(e => resources.Create(Show(e, language, languages)))],
                found.Next,
                response,
                ApiPaths.Version1 + Path,
                page.Limit,
                KeyValuePair.Create("q", q),
                KeyValuePair.Create(LanguageField.Name, language)
            )
        );
    }

    internal static IEnumerable<FieldError> CheckSearch(string? q) =>
        q?.Length > MaxSearchLength ? [new FieldError("q", $"The search may have {MaxSearchLength} characters.")] : [];

    private static Event Show(Event @event, string? language, SiteLanguages languages) =>
        language is null ? @event : @event.ShowIn(languages.FindByTag(language));

    /// <summary>Get an event</summary>
    /// <remarks>Cancelled and postponed events can be read too; drafts cannot.</remarks>
    internal static async Task<Results<Ok<EventResource>, NotFound, ProblemResult>> GetAsync(
        [Description("The event's id.")] Guid id,
        [Description(LanguageDescription)] string? language,
        EventCatalogue catalogue,
        SiteLanguages languages,
        EventResourceFactory resources,
        CancellationToken ct
    )
    {
        if (LanguageField.Check(language, languages).ToList() is { Count: > 0 } errors)
        {
            return ProblemResult.Invalid(errors);
        }

        return await catalogue.FindAsync(id, ct) is { } @event
            ? TypedResults.Ok(resources.Create(Show(@event, language, languages)))
            : TypedResults.NotFound();
    }

    /// <summary>Get an event's availability</summary>
    /// <remarks>At most a second old. Tickets that somebody else has in a basket are not counted.</remarks>
    internal static async Task<Results<Ok<EventAvailabilityResource>, NotFound>> GetAvailabilityAsync(
        [Description("The event's id.")] Guid id,
        EventCatalogue catalogue,
        EventResourceFactory resources,
        CancellationToken ct
    ) => await catalogue.FindAsync(id, ct) is { } @event ? TypedResults.Ok(resources.CreateAvailability(@event)) : TypedResults.NotFound();
}
