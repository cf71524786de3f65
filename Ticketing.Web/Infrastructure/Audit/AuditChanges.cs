using System.Globalization;
using System.Text.Json;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Infrastructure.Audit;

/// <param name="Before">Null if the value was added.</param>
/// <param name="After">Null if the value was removed.</param>
public sealed record AuditChange(string Label, string? Before, string? After);

public static class AuditChanges
{
    private const string Nested = "values";

    /// <param name="currency">Of amounts that entries hold in minor units.</param>
    /// <param name="findLabel">For names that the caller knows.</param>
    /// <param name="findText">For the name and recorded value of what the caller knows; values that are empty are not shown.</param>
    public static IReadOnlyList<AuditChange> From(
        AuditEntry entry,
        VenueClock clock,
        string currency,
        Func<string, string?>? findLabel = null,
        Func<string, string, string?>? findText = null
    )
    {
        string Describe(JsonProperty value) =>
            findText?.Invoke(value.Name, value.Value.ToString()) ?? AuditValueText.Find(value, currency) ?? Text(value.Value, clock);
        var (oldValues, newValues) = (Values(entry.Before, Describe), Values(entry.After, Describe));
        return
        [
            .. oldValues
                .Keys.Union(newValues.Keys)
                .Select(name => new AuditChange(
                    findLabel?.Invoke(name) ?? AuditLabels.Describe(name),
                    oldValues.GetValueOrDefault(name),
                    newValues.GetValueOrDefault(name)
                ))
                .Where(change => !string.IsNullOrEmpty(change.Before) || !string.IsNullOrEmpty(change.After)),
        ];
    }

    private static Dictionary<string, string> Values(string json, Func<JsonProperty, string> describe) =>
        json.Length == 0
            ? []
            : JsonDocument
                .Parse(json)
                .RootElement.EnumerateObject()
                .SelectMany(value =>
                    value.NameEquals(Nested) && value.Value.ValueKind == JsonValueKind.Object
                        ? value.Value.EnumerateObject().AsEnumerable()
                        : [value]
                )
                .Where(value => !IsIdentifier(value.Value))
                .ToDictionary(value => value.Name, describe);

    // Kept for links. It tells people nothing, and the entry names its subject.
    private static bool IsIdentifier(JsonElement value) => value.ValueKind == JsonValueKind.String && value.TryGetGuid(out _);

    private static string Text(JsonElement value, VenueClock clock) =>
        value.ValueKind switch
        {
            JsonValueKind.Null => "",
            JsonValueKind.True => T["yes"],
            JsonValueKind.False => T["no"],
            JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(part => Text(part, clock))),
            JsonValueKind.Object => string.Join(
                ", ",
                value.EnumerateObject().Select(part => $"{AuditLabels.Describe(part.Name)} {Text(part.Value, clock)}")
            ),
            JsonValueKind.String when IsInstant(value.GetString()!, out var instant) => clock.FormatDateTime(instant),
            _ => value.ToString(),
        };

    // Only the formats that the trail writes; a date in a title must not match.
    private static bool IsInstant(string text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParseExact(
            text,
            ["yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out instant
        );
}
