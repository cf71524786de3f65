using System.Text.RegularExpressions;

namespace Ticketing.Areas.Admin.Pages.CheckIn;

/// <summary>Tells what people type into the box for codes, to find an order, from what scanners read.</summary>
public static partial class SearchText
{
    private const int MaxNameLength = 60;
    private const int MaxEmailLength = 254;

    /// <returns>What to search for; null for anything that may be a code.</returns>
    public static string? Find(string typed)
    {
        if (Reference.Match(typed) is { Success: true } reference)
        {
            var (first, second) = (reference.Groups[1].Value, reference.Groups[2].Value);

            // "John Bell" is a name.
            return second.Length > 0 && typed.Any(char.IsAsciiDigit) ? $"{first}-{second}" : typed;
        }

        var isEmail = typed.Length <= MaxEmailLength && Email.IsMatch(typed);
        return isEmail || (typed.Length <= MaxNameLength && Name.IsMatch(typed)) ? typed : null;
    }

    // With or without the dash that it is printed with, another dash or a space; the first half is enough.
    [GeneratedRegex(@"^([0-9A-Za-z]{4})(?:[\s\p{Pd}]?([0-9A-Za-z]{4}))?$")]
    private static partial Regex Reference { get; }

    [GeneratedRegex(@"^[^@\s/:]+@[^@\s/:]+$")]
    private static partial Regex Email { get; }

    // Codes of other issuers have digits, or are addresses of web pages.
    [GeneratedRegex(@"^[\p{L}\p{M}][\p{L}\p{M} .,'’\p{Pd}]+$")]
    private static partial Regex Name { get; }
}
