using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Ticketing.Data;

namespace Ticketing.Audit;

/// <summary>Where features write down what staff did, inside the transaction that does it.</summary>
public sealed class AuditTrail(TicketingDbContext db, IActorSource actors, TimeProvider clock)
{
    private const int NameWidth = 300;

    /// <summary>Whoever acts in this scope.</summary>
    public Actor Actor => actors.Current;

    /// <param name="action">The kind of the subject, a dot, a verb in the past: "event.published".</param>
    /// <param name="before">Values by name, as an anonymous object; of those given twice only what differs is kept.</param>
    /// <param name="after">See <paramref name="before"/>.</param>
    public async Task RecordAsync(string action, string subjectId, string subjectName, object? before, object? after, CancellationToken ct)
    {
        var (was, becomes) = Differences(before, after);
        var actor = actors.Current;
        await db.WriteAsync(
            async () =>
            {
                db.Add(new AuditEntry
                {
                    At = clock.GetUtcNow(), ActorId = actor.Id, ActorName = actor.Name, Address = actor.Address, Action = action,
                    SubjectId = subjectId, SubjectName = subjectName[..Math.Min(subjectName.Length, NameWidth)], Before = was, After = becomes,
                });
                await db.SaveChangesAsync(ct);
            },
            ct);
    }

    /// <inheritdoc cref="RecordAsync(string, string, string, object?, object?, CancellationToken)"/>
    public Task RecordAsync(string action, Guid subjectId, string subjectName, object? before, object? after, CancellationToken ct) =>
        RecordAsync(action, subjectId.ToString(), subjectName, before, after, ct);

    /// <summary>What was done to one subject, the oldest first.</summary>
    public async Task<IReadOnlyList<AuditEntry>> OfSubjectAsync(Guid subjectId, CancellationToken ct)
    {
        var id = subjectId.ToString();
        return await db.Set<AuditEntry>().AsNoTracking().Where(e => e.SubjectId == id).OrderBy(e => e.At).ThenBy(e => e.Id).ToListAsync(ct);
    }

    private static (string Before, string After) Differences(object? before, object? after)
    {
        var (was, becomes) = (ToJson(before), ToJson(after));
        foreach (var name in was.Select(p => p.Key).Intersect(becomes.Select(p => p.Key)).ToList())
        {
            if (JsonNode.DeepEquals(was[name], becomes[name]))
            {
                was.Remove(name);
                becomes.Remove(name);
            }
        }

        return (Text(was), Text(becomes));
    }

    private static JsonObject ToJson(object? values) => values is null ? [] : JsonSerializer.SerializeToNode(values, Format)!.AsObject();

    private static string Text(JsonObject values) => values.Count == 0 ? "" : values.ToJsonString(Format);

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    };
}
