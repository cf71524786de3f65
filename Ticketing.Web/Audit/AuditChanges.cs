using System.Globalization;
using System.Text.Json;
using Ticketing.Settings;

namespace Ticketing.Audit;

/// <param name="Before">Null where there was nothing.</param>
/// <param name="After">Null where nothing is left.</param>
public sealed record AuditChange(string Label, string? Before, string? After);

/// <summary>What an entry of the audit trail says of its subject, value by value.</summary>
public static class AuditChanges
{
    private const string Nested = "values";

    public static IReadOnlyList<AuditChange> Of(AuditEntry entry, VenueClock clock)
    {
        var (was, became) = (Values(entry.Before, clock), Values(entry.After, clock));
        return [.. was.Keys.Union(became.Keys).Select(name => new AuditChange(Label(name), was.GetValueOrDefault(name), became.GetValueOrDefault(name)))];
    }

    private static Dictionary<string, string> Values(string json, VenueClock clock) => json.Length == 0
        ? []
        : JsonDocument.Parse(json).RootElement.EnumerateObject()
            .SelectMany(value => value.NameEquals(Nested) && value.Value.ValueKind == JsonValueKind.Object ? value.Value.EnumerateObject().AsEnumerable() : [value])
            .ToDictionary(value => value.Name, value => Text(value.Value, clock));

    private static string Text(JsonElement value, VenueClock clock) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(part => Text(part, clock))),
        JsonValueKind.Object => string.Join(", ", value.EnumerateObject().Select(part => $"{Label(part.Name)} {Text(part.Value, clock)}")),
        JsonValueKind.String when IsInstant(value.GetString()!, out var instant) => clock.Moment(instant),
        _ => value.ToString(),
    };

    // As the trail writes instants; a date that somebody typed into a title is not one.
    private static bool IsInstant(string text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"], CultureInfo.InvariantCulture, DateTimeStyles.None, out instant);

    /// <summary>"ticketsRenamed" is "tickets renamed".</summary>
    private static string Label(string name) => string.Concat(name.Select((c, i) => char.IsUpper(c) && i > 0 ? $" {char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
