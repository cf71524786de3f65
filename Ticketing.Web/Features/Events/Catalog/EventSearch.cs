using System.Text;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Events.Catalog;

/// <param name="Text">As in <see cref="Event.SearchText"/>.</param>
public sealed record SearchableEvent(
    Guid Id,
    string Text,
    string TimeZone,
    DateTimeOffset? DoorsAt,
    DateTimeOffset StartsAt,
    DateTimeOffset? EndsAt
);

/// <summary>
/// Matches other alphabets, and months and weekdays of each day of an event.
/// </summary>
public static class EventSearch
{
    private const int MaxWords = 8;

    /// <summary>Shorter words must be right: too many others differ by one letter.</summary>
    private const int MinTypoLength = 4;

    /// <summary>In longer words the first letter may be wrong too.</summary>
    private const int MinLongLength = 6;

    private static readonly (string From, string To)[] Spellings =
    [
        ("tch", "h"),
        ("sch", "sh"),
        ("ch", "h"),
        ("kh", "h"),
        ("ph", "f"),
        ("th", "t"),
        ("ck", "k"),
        ("c", "k"),
        ("q", "k"),
        ("x", "ks"),
        ("mp", "b"),
        ("mb", "b"),
        ("gk", "g"),
        ("nt", "d"),
        ("nd", "d"),
        ("ou", "u"),
        ("oo", "u"),
        ("ue", "u"),
        ("oe", "o"),
        ("ae", "a"),
        ("ei", "i"),
        ("y", "i"),
        ("j", "i"),
        ("w", "v"),
    ];

    /// <returns>Ids of the events that match all words, in their order.</returns>
    public static IReadOnlyList<Guid> FindExact(IEnumerable<SearchableEvent> events, string search)
    {
        var words = SplitWords(search);
        return [.. Fold(events).Where(e => Matches(e.Text, e.Days, words)).Select(e => e.Id)];
    }

    /// <summary>Words with a typo match too.</summary>
    /// <inheritdoc cref="FindExact"/>
    public static IReadOnlyList<Guid> FindAlmost(IEnumerable<SearchableEvent> events, string search) =>
        FindAlmost(Fold(events), SplitWords(search));

    private static string[] SplitWords(string search)
    {
        var words = Fold(SearchNormalizer.Normalize(search)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words[..Math.Min(words.Length, MaxWords)];
    }

    private static List<(Guid Id, string Text, IReadOnlyList<EventDateText> Days)> Fold(IEnumerable<SearchableEvent> events)
    {
        var names = new DateNames();
        return [.. events.Select(e => (e.Id, Fold(e.Text), EventDateText.GetDays(e, names)))];
    }

    // Apostrophes are often left out.
    private static string Fold(string text) => Transliteration.ToLatin(text).Replace("'", "", StringComparison.Ordinal);

    private static bool Matches(string text, IReadOnlyList<EventDateText> days, string[] words)
    {
        var rest = words.Where(word => !text.Contains(word, StringComparison.Ordinal)).ToList();
        return days.Any(day => rest.TrueForAll(day.Matches));
    }

    private static List<Guid> FindAlmost(List<(Guid Id, string Text, IReadOnlyList<EventDateText> Days)> events, string[] words)
    {
        var wanted = words.Select(word => (Word: word, Simple: Simplify(word))).ToList();
        return
        [
            .. from e in events
            let simple = Simplify(e.Text)
            let rest = wanted
                .Where(w =>
                    !e.Text.Contains(w.Word, StringComparison.Ordinal)
                    && !ContainsAlmost(e.Text, w.Word)
                    && !ContainsAlmost(simple, w.Simple, w.Word.Length >= MinLongLength)
                )
                .Select(w => w.Word)
                .ToList()
            where e.Days.Any(day => rest.TrueForAll(day.MatchesAlmost))
            select e.Id,
        ];
    }

    /// <param name="withTypo">False for a short word in a simple spelling: too many others are almost the same.</param>
    private static bool ContainsAlmost(ReadOnlySpan<char> text, ReadOnlySpan<char> word, bool withTypo = true)
    {
        while (!text.IsEmpty)
        {
            var length = 0;
            while (length < text.Length && IsInWord(text[length]))
            {
                length++;
            }

            if (withTypo ? IsAlmost(word, text[..length]) : text[..length].SequenceEqual(word))
            {
                return true;
            }

            text = text[Math.Min(length + 1, text.Length)..];
        }

        return false;
    }

    private static bool IsInWord(char c) => char.IsLetterOrDigit(c) || char.IsSurrogate(c);

    internal static bool IsAlmost(ReadOnlySpan<char> word, ReadOnlySpan<char> token) =>
        word.Length >= MinTypoLength
        && Math.Abs(word.Length - token.Length) <= 1
        && (word[0] == token[0] || word.Length >= MinLongLength)
        && HasOneEditAtMost(word, token);

    // A letter more, less or wrong, or two swapped.
    private static bool HasOneEditAtMost(ReadOnlySpan<char> word, ReadOnlySpan<char> token)
    {
        var same = word.CommonPrefixLength(token);
        var a = word[same..];
        var b = token[same..];
        return (a.Length, b.Length) switch
        {
            (0, _) or (_, 0) => true,
            var (left, right) when left > right => a[1..].SequenceEqual(b),
            var (left, right) when left < right => b[1..].SequenceEqual(a),
            _ => a[1..].SequenceEqual(b[1..]) || (a.Length > 1 && a[0] == b[1] && a[1] == b[0] && a[2..].SequenceEqual(b[2..])),
        };
    }

    /// <summary>The same for different ways to write one sound. Only good for comparing words.</summary>
    private static string Simplify(string text)
    {
        var spelt = Spellings.Aggregate(text, (all, spelling) => all.Replace(spelling.From, spelling.To, StringComparison.Ordinal));
        var simple = new StringBuilder(spelt.Length);
        var previous = '\0';
        foreach (var letter in spelt)
        {
            if (letter != previous)
            {
                simple.Append(letter);
            }

            previous = letter;
        }

        return simple.ToString();
    }
}
