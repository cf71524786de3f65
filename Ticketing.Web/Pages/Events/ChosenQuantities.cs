using System.Globalization;

namespace Ticketing.Pages.Events;

/// <summary>Quantities posted per ticket type. Empty fields count as zero.</summary>
/// <param name="Counts">Valid quantities above zero.</param>
public sealed record ChosenQuantities(IReadOnlyDictionary<Guid, string> Typed, IReadOnlyDictionary<Guid, int> Counts)
{
    public static readonly ChosenQuantities None = new(new Dictionary<Guid, string>(), new Dictionary<Guid, int>());

    private const string Prefix = "Quantities[";
    private const int LongestKept = 10;

    public IEnumerable<Guid> Unreadable => Typed.Where(t => Count(t.Value) is null).Select(t => t.Key);

    public static string FieldFor(Guid ticketType) => $"{Prefix}{ticketType}]";

    public static ChosenQuantities Read(IFormCollection form)
    {
        var typed = new Dictionary<Guid, string>();
        foreach (var (name, value) in form)
        {
            if (TypeIn(name) is { } type)
            {
                var text = value.ToString().Trim();
                typed[type] = text[..Math.Min(text.Length, LongestKept)];
            }
        }

        return new ChosenQuantities(typed, typed.Where(t => Count(t.Value) > 0).ToDictionary(t => t.Key, t => Count(t.Value)!.Value));
    }

    private static Guid? TypeIn(string field) =>
        field.StartsWith(Prefix, StringComparison.Ordinal) && field.EndsWith(']') && Guid.TryParse(field.AsSpan()[Prefix.Length..^1], out var id) ? id : null;

    private static int? Count(string text) =>
        text.Length == 0 ? 0 : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;
}
