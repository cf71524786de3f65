using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events.Posters;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Infrastructure.Localization;
using Poster = System.Collections.Generic.IReadOnlyDictionary<string, byte[]>;

namespace Ticketing.Features.Events.Editing;

/// <param name="Id">Of the new event: a form that is sent twice creates one.</param>
/// <param name="Poster">The uploaded file; null for none.</param>
public sealed record NewEvent(Guid Id, EventForm Form, IReadOnlyList<TicketTypeForm> Types, byte[]? Poster, string PosterAlt, bool Publish);

public abstract record CreateEventOutcome
{
    public sealed record Created(Guid Id) : CreateEventOutcome;

    /// <summary>The form had been sent before.</summary>
    public sealed record AlreadyCreated(Guid Id) : CreateEventOutcome;

    /// <summary>Nothing was saved.</summary>
    /// <param name="Fields">By field name.</param>
    /// <param name="Types">For each ticket type its errors by field name.</param>
    /// <param name="Blockers">Reasons against publishing it.</param>
    public sealed record Refused(
        IReadOnlyDictionary<string, string> Fields,
        IReadOnlyList<IReadOnlyDictionary<string, string>> Types,
        string? Poster,
        IReadOnlyList<string> Blockers
    ) : CreateEventOutcome
    {
        public static Refused Nothing { get; } = new(new Dictionary<string, string>(), [], null, []);

        public bool HasErrors => Fields.Count > 0 || Types.Any(errors => errors.Count > 0) || Poster is not null || Blockers.Count > 0;
    }
}

/// <summary>Creates an event with its ticket types and its poster, and publishes it: all of it, or nothing.</summary>
public sealed class CreateEvent(
    TicketingDbContext db,
    EditEvent events,
    EditTicketType types,
    EditPoster posters,
    PublishEvent publish,
    TimeProvider clock
)
{
    public async Task<CreateEventOutcome> CreateAsync(NewEvent wanted, CancellationToken ct)
    {
        // Before the transaction, because it takes a second.
        var (poster, problem) = wanted.Poster is { } file ? await posters.RenderAsync(file, ct) : default;
        var zone = TimeZones.IsKnown(wanted.Form.Zone) ? wanted.Form.Zone : TimeZoneInfo.Utc.Id;
        var errors = CreateEventOutcome.Refused.Nothing with
        {
            Fields = new ParsedEventForm(wanted.Form, unchanged: null, clock.GetUtcNow()).Errors,
            Types = types.FindErrors(wanted.Types, zone),
            Poster = problem,
        };
        return errors.HasErrors
            ? errors
            : await db.WriteAsync(() => TryCreateAsync(wanted, poster, ct), outcome => outcome is CreateEventOutcome.Created, ct);
    }

    private async Task<CreateEventOutcome> TryCreateAsync(NewEvent wanted, Poster? poster, CancellationToken ct)
    {
        if (await db.Set<Event>().AnyAsync(e => e.Id == wanted.Id, ct))
        {
            return new CreateEventOutcome.AlreadyCreated(wanted.Id);
        }

        switch (await events.CreateAsync(wanted.Id, wanted.Form, ct))
        {
            case EditOutcome.Saved created:
                return await TryAddTypesAsync(created.Id, wanted.Types, ct)
                    ?? await TryFinishAsync(created.Id, wanted, poster, ct)
                    ?? new CreateEventOutcome.Created(created.Id);
            case EditOutcome.Refused refused:
                return CreateEventOutcome.Refused.Nothing with { Fields = refused.Errors };
            default:
                throw new UnreachableException();
        }
    }

    /// <returns>Null if all were added.</returns>
    private async Task<CreateEventOutcome?> TryAddTypesAsync(Guid id, IReadOnlyList<TicketTypeForm> forms, CancellationToken ct)
    {
        var outcomes = new List<EditOutcome>();
        foreach (var form in forms)
        {
            outcomes.Add(await types.AddAsync(id, form, ct));
        }

        var refusal = CreateEventOutcome.Refused.Nothing with
        {
            Types = [.. outcomes.Select(outcome => (outcome as EditOutcome.Refused)?.Errors ?? new Dictionary<string, string>())],
        };
        if (refusal.HasErrors)
        {
            return refusal;
        }

        await LinkAsync(id, forms, [.. outcomes.Cast<EditOutcome.Saved>().Select(saved => saved.Id)], ct);
        return null;
    }

    /// <summary>Types that follow the one above them.</summary>
    private async Task LinkAsync(Guid eventId, IReadOnlyList<TicketTypeForm> forms, IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        for (var row = 0; row < forms.Count - 1; row++)
        {
            if (forms[row].FollowedBy == TicketTypeForm.NextInList)
            {
                var linked = forms[row] with { FollowedBy = ids[row + 1].ToString() };
                if (await types.SaveAsync(eventId, ids[row], linked, new Revision(0, ""), ct) is not EditOutcome.Saved)
                {
                    throw new UnreachableException();
                }
            }
        }
    }

    private async Task<CreateEventOutcome?> TryFinishAsync(Guid id, NewEvent wanted, Poster? poster, CancellationToken ct)
    {
        if (poster is not null)
        {
            await posters.AttachAsync(id, poster, wanted.PosterAlt, ct);
        }

        return wanted.Publish && await publish.PublishAsync(id, ct) is PublishOutcome.Refused refused
            ? CreateEventOutcome.Refused.Nothing with
            {
                Blockers = refused.Reasons,
            }
            : null;
    }
}
