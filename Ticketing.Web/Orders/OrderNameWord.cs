using Ticketing.Events;

namespace Ticketing.Orders;

/// <summary>One folded word of a buyer's or attendee's name, indexed for searches.</summary>
public sealed class OrderNameWord
{
    public const int LongestWord = 40;
    private const int MostWords = 12;

    public Guid OrderId { get; init; }
    public required string Word { get; init; }

    /// <summary>"O’Brien-Łuc" → "obrien", "luc".</summary>
    public static IEnumerable<string> WordsOf(string text) =>
        string.Concat(SearchText.Fold(text).Where(c => c != '\'').Select(c => char.IsLetterOrDigit(c) || char.IsSurrogate(c) ? c : ' '))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word[..Math.Min(word.Length, LongestWord)])
            .Distinct(StringComparer.Ordinal).Take(MostWords);

    internal static void Update(List<OrderNameWord> words, params IEnumerable<string> names)
    {
        var wanted = names.SelectMany(WordsOf).Distinct(StringComparer.Ordinal).ToList();
        words.RemoveAll(word => !wanted.Contains(word.Word));
        words.AddRange(wanted.Except(words.Select(word => word.Word)).Select(word => new OrderNameWord { Word = word }).ToList());
    }
}
