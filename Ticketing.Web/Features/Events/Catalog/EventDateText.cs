using System.Globalization;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Events.Catalog;

/// <summary>Names of months and weekdays in English and in the language of the page.</summary>
internal sealed class DateNames
{
    private readonly List<(string[] Months, string[] Days)> languages =
    [
        .. new[] { CultureInfo.InvariantCulture, CultureInfo.CurrentUICulture }
            .Select(culture => culture.DateTimeFormat)
            .Select(format => (Normalize(format.MonthNames), Normalize(format.DayNames))),
    ];

    public IEnumerable<string> Get(DateTimeOffset date) =>
        languages.SelectMany(language => new[] { language.Months[date.Month - 1], language.Days[(int)date.DayOfWeek] });

    private static string[] Normalize(string[] names) =>
        [.. names.Select(name => Transliteration.ToLatin(SearchNormalizer.Normalize(name)))];
}

/// <summary>Month, weekday, day and year of an event.</summary>
internal sealed class EventDateText(SearchableEvent @event, DateNames names)
{
    private const int MinNameLength = 3;
    private static readonly string[] OrdinalEndings = ["", "st", "nd", "rd", "th"];
    private readonly DateTimeOffset start = EventTimes.ToLocal(@event.TimeZone, @event.StartsAt);

    /// <summary>"dec", "december", "thurs", "12", "12th", "2027".</summary>
    public bool Matches(string word) =>
        char.IsAsciiDigit(word[0])
            ? MatchesNumber(word)
            : word.Length >= MinNameLength && names.Get(start).Any(name => name.StartsWith(word, StringComparison.Ordinal));

    public bool MatchesAlmost(string word) => Matches(word) || names.Get(start).Any(name => EventSearch.IsAlmost(word, name));

    private bool MatchesNumber(string word)
    {
        var digits = word.TakeWhile(char.IsAsciiDigit).Count();
        return int.TryParse(word.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && (digits == word.Length ? number == start.Day || number == start.Year : number == start.Day)
            && OrdinalEndings.Contains(word[digits..]);
    }
}
