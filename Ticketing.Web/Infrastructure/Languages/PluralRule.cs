using System.Globalization;

namespace Ticketing.Infrastructure.Languages;

/// <summary>
/// A condition in the syntax of Unicode's technical standard 35, such as "n % 10 = 2..4 and n % 100 != 12..14 or n = 0", for whole numbers:
/// n and i are the number, the other operands (decimals and exponents) are 0.
/// </summary>
internal sealed class PluralRule
{
    private const int Tested = 1001;

    /// <summary>Alternatives of relations that must all hold.</summary>
    private readonly Relation[][] alternatives;

    private PluralRule(Relation[][] alternatives)
    {
        this.alternatives = alternatives;
        MatchesAnyWholeNumber = Enumerable.Range(0, Tested).Append(1_000_000).Any(number => Matches(number));
    }

    /// <summary>False for rules that only fit decimals.</summary>
    public bool MatchesAnyWholeNumber { get; }

    /// <param name="text">Samples after "@" are ignored.</param>
    public static PluralRule Parse(string text) =>
        new([
            .. text.Split('@')[0]
                .Split(" or ", StringSplitOptions.TrimEntries)
                .Select(alternative => alternative.Split(" and ", StringSplitOptions.TrimEntries).Select(Relation.Parse).ToArray()),
        ]);

    public bool Matches(long number) => Array.Exists(alternatives, relations => Array.TrueForAll(relations, one => one.Holds(number)));

    private sealed record Relation(bool IsOfNumber, long Divisor, bool IsEqual, (long First, long Last)[] Ranges)
    {
        public static Relation Parse(string text)
        {
            var isEqual = !text.Contains("!=", StringComparison.Ordinal);
            var sides = text.Split(isEqual ? "=" : "!=", StringSplitOptions.TrimEntries);
            var left = sides[0].Split('%', StringSplitOptions.TrimEntries);
            return new(
                left[0] is "n" or "i",
                left.Length > 1 ? long.Parse(left[1], CultureInfo.InvariantCulture) : long.MaxValue,
                isEqual,
                [.. sides[1].Split(',').Select(ParseRange)]
            );
        }

        public bool Holds(long number)
        {
            var value = IsOfNumber ? number % Divisor : 0;
            return Array.Exists(Ranges, range => value >= range.First && value <= range.Last) == IsEqual;
        }

        private static (long First, long Last) ParseRange(string text)
        {
            var ends = text.Split("..");
            return (long.Parse(ends[0], CultureInfo.InvariantCulture), long.Parse(ends[^1], CultureInfo.InvariantCulture));
        }
    }
}
