using System.Globalization;
using Microsoft.Extensions.Primitives;
using Ticketing.Features.Holds;

namespace Ticketing.Pages.Events;

/// <summary>Quantities posted per ticket type. Empty fields count as zero.</summary>
/// <param name="Counts">Valid quantities above zero.</param>
public sealed record ChosenQuantities(IReadOnlyDictionary<Guid, string> RawValues, IReadOnlyDictionary<Guid, int> Counts)
{
    public static readonly ChosenQuantities None = new(new Dictionary<Guid, string>(), new Dictionary<Guid, int>());

    private const string Prefix = "Quantities[";
    private const int MaxInputLength = 10;

    public IEnumerable<Guid> InvalidTypes => RawValues.Where(t => ParseQuantity(t.Value) is null).Select(t => t.Key);

    public static ChosenQuantities From(IEnumerable<HoldLine> lines)
    {
        var counts = lines.ToDictionary(line => line.TicketTypeId, line => line.Quantity);
        return new ChosenQuantities(counts.ToDictionary(t => t.Key, t => t.Value.ToString(CultureInfo.InvariantCulture)), counts);
    }

    public static string GetFieldName(Guid ticketType) => $"{Prefix}{ticketType}]";

    public static ChosenQuantities Read(IEnumerable<KeyValuePair<string, StringValues>> fields)
    {
        var typed = new Dictionary<Guid, string>();
        foreach (var (name, value) in fields)
        {
            if (ParseTypeId(name) is { } type)
            {
                var text = value.ToString().Trim();
                typed[type] = text[..Math.Min(text.Length, MaxInputLength)];
            }
        }

        return new ChosenQuantities(
            typed,
            typed.Where(t => ParseQuantity(t.Value) > 0).ToDictionary(t => t.Key, t => ParseQuantity(t.Value)!.Value)
        );
    }

    private static Guid? ParseTypeId(string field) =>
        field.StartsWith(Prefix, StringComparison.Ordinal)
        && field.EndsWith(']')
        && Guid.TryParse(field.AsSpan()[Prefix.Length..^1], out var id)
            ? id
            : null;

    private static int? ParseQuantity(string text) =>
        text.Length == 0 ? 0
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count
        : null;
}
