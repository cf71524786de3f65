using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Infrastructure.Audit;

/// <summary>Records staff actions inside the caller's transaction.</summary>
public sealed class AuditTrail(TicketingDbContext db, IActorSource actors, TimeProvider clock)
{
    private const int MaxNameLength = 300;

    private Actor? represented;

    public Actor Actor => represented ?? actors.Current;

    /// <summary>For a job that does what somebody has started: what it changes from now on is recorded in their name.</summary>
    public void ActFor(Actor actor) => represented = actor;

    /// <param name="action">Subject kind, dot, past tense: "event.published".</param>
    /// <param name="before">Values by name, as an anonymous object. Values equal in both are dropped.</param>
    /// <param name="after">See <paramref name="before"/>.</param>
    public async Task RecordAsync(string action, string subjectId, string subjectName, object? before, object? after, CancellationToken ct)
    {
        var (oldValues, newValues) = KeepDifferences(before, after);
        var actor = Actor;
        await db.WriteAsync(
            async () =>
            {
                db.Add(
                    new AuditEntry
                    {
                        At = clock.GetUtcNow(),
                        ActorId = actor.Id,
                        ActorName = actor.Name,
                        Address = actor.Address,
                        Action = action,
                        SubjectId = subjectId,
                        SubjectName = subjectName[..Math.Min(subjectName.Length, MaxNameLength)],
                        Before = oldValues,
                        After = newValues,
                    }
                );
                await db.SaveChangesAsync(ct);
            },
            ct
        );
    }

    /// <inheritdoc cref="RecordAsync(string, string, string, object?, object?, CancellationToken)"/>
    public Task RecordAsync(string action, Guid subjectId, string subjectName, object? before, object? after, CancellationToken ct) =>
        RecordAsync(action, subjectId.ToString(), subjectName, before, after, ct);

    /// <summary>Oldest first.</summary>
    public async Task<IReadOnlyList<AuditEntry>> GetForSubjectAsync(Guid subjectId, CancellationToken ct)
    {
        var id = subjectId.ToString();
        return await db.Set<AuditEntry>().AsNoTracking().Where(e => e.SubjectId == id).OrderBy(e => e.At).ThenBy(e => e.Id).ToListAsync(ct);
    }

    private static (string Before, string After) KeepDifferences(object? before, object? after)
    {
        var (oldValues, newValues) = (ToJson(before), ToJson(after));
        foreach (var name in oldValues.Select(p => p.Key).Intersect(newValues.Select(p => p.Key)).ToList())
        {
            if (JsonNode.DeepEquals(oldValues[name], newValues[name]))
            {
                oldValues.Remove(name);
                newValues.Remove(name);
            }
        }

        return (Text(oldValues), Text(newValues));
    }

    private static JsonObject ToJson(object? values) =>
        values is null ? [] : JsonSerializer.SerializeToNode(values, JsonOptions)!.AsObject();

    private static string Text(JsonObject values) => values.Count == 0 ? "" : values.ToJsonString(JsonOptions);

    private static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    };
}
