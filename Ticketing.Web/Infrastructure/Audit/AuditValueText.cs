using System.Text.Json;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Infrastructure.Audit;

/// <summary>Words for values that the trail keeps as the program names them.</summary>
internal static class AuditValueText
{
    /// <summary>Properties with the name of an enum's member. Free texts could look the same.</summary>
    private static readonly string[] EnumProperties = ["cause", "channel", "difference", "paidWith", "role", "status"];

    /// <summary>Names that staff pages do not use.</summary>
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["Inactive"] = "Draft",
        ["Active"] = "Public",
        ["Pending"] = "Waiting",
        ["Dead"] = "Failed",
        ["Dropped"] = "Not needed",
    };

    /// <summary>Properties with an amount in minor units.</summary>
    private static readonly string[] AmountProperties = ["price", "Pricing:BookingFeeFixed"];

    /// <returns>Null if the value is shown as it is.</returns>
    public static string? Find(JsonProperty property, string currency) =>
        property.Value.ValueKind switch
        {
            JsonValueKind.String when EnumProperties.Contains(property.Name) => GetText(property.Value.GetString()!),
            _ when AmountProperties.Contains(property.Name) && long.TryParse(property.Value.ToString(), out var amount) => new Money(
                amount,
                currency
            ).ToString(),
            _ => null,
        };

    private static string GetText(string name) => Words.GetValueOrDefault(name) ?? SplitWords(name);

    /// <summary>"Box office" for "BoxOffice"; texts that are no such name stay.</summary>
    private static string SplitWords(string name) =>
        name.All(char.IsAsciiLetter)
            ? string.Concat(name.Select((c, i) => char.IsAsciiLetterUpper(c) && i > 0 ? $" {char.ToLowerInvariant(c)}" : $"{c}"))
            : name;
}
