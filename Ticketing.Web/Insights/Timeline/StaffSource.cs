using System.Text.Json;
using Ticketing.Audit;
using Ticketing.Orders;

namespace Ticketing.Insights.Timeline;

/// <summary>What staff did to the order, with the values that they changed.</summary>
internal sealed class StaffSource(AuditTrail audit) : ITimelineSource
{
    private static readonly Dictionary<string, string> Deeds = new(StringComparer.Ordinal)
    {
        ["order.sold"] = "sold at the box office",
        ["order.resent"] = "sent the tickets again",
        ["order.buyer_corrected"] = "corrected the buyer",
        ["order.attendee_renamed"] = "renamed an attendee",
        ["order.let_in"] = "let somebody in by hand",
        ["order.admission_undone"] = "took an admission back",
    };

    public async Task<IReadOnlyList<TimelineEntry>> OfAsync(Order order, CancellationToken ct) =>
        [.. (await audit.OfSubjectAsync(order.Id, ct)).Select(Of)];

    private static TimelineEntry Of(AuditEntry entry) =>
        new(entry.At, $"{entry.ActorName} {Deeds.GetValueOrDefault(entry.Action) ?? InWords(entry.Action)}", Changes(entry));

    /// <summary>"order.refund_started" → "refund started", for what has no wording of its own.</summary>
    private static string InWords(string action) => action[(action.IndexOf('.', StringComparison.Ordinal) + 1)..].Replace('_', ' ');

    private static string Changes(AuditEntry entry)
    {
        var (was, became) = (Values(entry.Before), Values(entry.After));
        return string.Join(" · ", became.Select(value => was.GetValueOrDefault(value.Key) is { Length: > 0 } before
            ? $"{Label(value.Key)}: {before} → {(value.Value.Length > 0 ? value.Value : "none")}"
            : $"{Label(value.Key)}: {value.Value}"));
    }

    private static Dictionary<string, string> Values(string json) => json.Length == 0
        ? []
        : JsonDocument.Parse(json).RootElement.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.ToString());

    /// <summary>"ticketsRenamed" → "tickets renamed".</summary>
    private static string Label(string name) => string.Concat(name.Select(c => char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{c}"));
}
