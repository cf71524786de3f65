using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Orders;

/// <summary>One folded word of a buyer's or attendee's name, indexed for searches.</summary>
public sealed class OrderNameWord
{
    public const int MaxWordLength = 40;
    private const int MaxWords = 12;

    public Guid OrderId { get; init; }
    public required string Word { get; init; }

    /// <summary>"O’Brien-Łuc" → "obrien", "luc".</summary>
    public static IEnumerable<string> SplitWords(string text, int max = MaxWords) =>
        string.Concat(
                SearchNormalizer.Normalize(text).Where(c => c != '\'').Select(c => char.IsLetterOrDigit(c) || char.IsSurrogate(c) ? c : ' ')
            )
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(Shorten)
            .Distinct(StringComparer.Ordinal)
            .Take(max);

    // Never through the middle of a character.
    private static string Shorten(string word) =>
        word.Length <= MaxWordLength ? word
        : char.IsHighSurrogate(word[MaxWordLength - 1]) ? word[..(MaxWordLength - 1)]
        : word[..MaxWordLength];

    internal static void Update(List<OrderNameWord> words, params IEnumerable<string> names)
    {
        // Not as a method group: its second parameter would be the position of the name.
        var wanted = names.SelectMany(name => SplitWords(name)).Distinct(StringComparer.Ordinal).ToList();
        words.RemoveAll(word => !wanted.Contains(word.Word));
        words.AddRange(wanted.Except(words.Select(word => word.Word)).Select(word => new OrderNameWord { Word = word }).ToList());
    }
}
