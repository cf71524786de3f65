using System.Collections.Frozen;
using System.Text;

namespace Ticketing.Infrastructure.Primitives;

/// <summary>Greek and Cyrillic in Latin letters, roughly as people type them. For comparisons only.</summary>
public static class Transliteration
{
    private const char First = '\u0370';
    private const char Last = '\u052F';

    private static readonly FrozenDictionary<string, string> GreekPairs = Parse("μπ b  ντ d  γκ g  γγ ng  αυ av  ευ ev");

    private static readonly FrozenDictionary<string, string> Letters = Parse(
        """
        α a  β v  γ g  δ d  ε e  ζ z  η i  θ th  ι i  κ k  λ l  μ m  ν n  ξ x  ο o  π p  ρ r  σ s  τ t  υ u  φ f  χ ch  ψ ps  ω o
        а a  б b  в v  г g  ґ g  д d  е e  є e  ж zh  з z  и i  і i  к k  л l  м m  н n  о o  п p  р r  с s  т t  у u  ф f  х kh  ц ts
        ч ch  ш sh  щ sch  ы y  э e  ю yu  я ya  ђ dj  ј j  љ lj  њ nj  ћ c  џ dz  ѕ dz
        """
    );

    private static readonly FrozenSet<char> Silent = FrozenSet.Create('ъ', 'ь');

    /// <param name="text">As returned by <see cref="SearchNormalizer.Normalize"/>.</param>
    public static string ToLatin(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange(First, Last))
        {
            return text;
        }

        var latin = new StringBuilder(text.Length * 2);
        for (var at = 0; at < text.Length; at++)
        {
            if (at + 1 < text.Length && GreekPairs.TryGetValue(text.Substring(at, 2), out var pair))
            {
                latin.Append(pair);
                at++;
            }
            else if (!Silent.Contains(text[at]))
            {
                latin.Append(
                    IsGreekOrCyrillic(text[at]) ? Letters.GetValueOrDefault(text[at].ToString()) ?? text[at].ToString() : text[at]
                );
            }
        }

        return latin.ToString();
    }

    private static bool IsGreekOrCyrillic(char c) => c is >= First and <= Last;

    private static FrozenDictionary<string, string> Parse(string table)
    {
        var cells = table.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return cells.Chunk(2).ToFrozenDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
    }
}
