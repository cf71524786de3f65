using System.Text.RegularExpressions;

namespace Ticketing.Tests.Support;

/// <summary>In the pseudo-language every text is in brackets, except what the venue and the buyer wrote.</summary>
internal static partial class EnglishText
{
    /// <summary>Names, addresses, codes and brands that no language changes.</summary>
    public static readonly string[] Kept =
    [
        "The Blue Room",
        "Nadia Karim Quartet",
        "Standing",
        "Seated",
        "Ada Lovelace",
        "London",
        "Apple Pay",
        "Google Pay",
        "Stripe",
        "hello@blueroom.example",
        "ada@example.com",
        "a•••@example.com",
    ];

    /// <param name="kept">Names that only this text has.</param>
    /// <returns>Words outside brackets, which nobody has translated.</returns>
    public static IReadOnlyList<string> Find(string text, params string[] kept)
    {
        var rest = Addresses.Replace(Spaces.Replace(RemoveBracketed(text), ""), "");
        rest = Kept.Concat(kept).Aggregate(rest, (left, name) => left.Replace(Spaces.Replace(name, ""), " ", StringComparison.Ordinal));
        return [.. Words.Matches(rest).Select(word => word.Value)];
    }

    private static string RemoveBracketed(string text)
    {
        var depth = 0;
        return string.Concat(
            text.Where(c =>
            {
                depth += c == '[' ? 1 : 0;
                var isOutside = depth == 0;
                depth -= c == ']' ? 1 : 0;
                return isOutside;
            })
        );
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces { get; }

    [GeneratedRegex(@"https?://[!-~]+")]
    private static partial Regex Addresses { get; }

    [GeneratedRegex("[A-Za-z]*[a-z]{3}[A-Za-z]*")]
    private static partial Regex Words { get; }
}
