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

/// <summary>Month, weekday, day and year of one day of an event.</summary>
internal sealed class EventDateText(DateTimeOffset date, DateNames names)
{
    private const int MinNameLength = 3;

    /// <summary>Longer events match any month and weekday.</summary>
    private const int MaxDays = 366;

    private static readonly string[] OrdinalEndings = ["", "st", "nd", "rd", "th"];

    /// <summary>From the day of its page to the last; a start after midnight is on a day of its own.</summary>
    public static IReadOnlyList<EventDateText> GetDays(SearchableEvent @event, DateNames names)
    {
        var first = EventTimes.FindFirstDay(@event.TimeZone, @event.StartsAt, @event.DoorsAt);
        var last = EventTimes.FindLastDay(@event.TimeZone, first, @event.EndsAt).Date;
        var start = EventTimes.ToLocal(@event.TimeZone, @event.StartsAt).Date;
        var later = ((start > last ? start : last) - first.Date).Days;
        return [.. Enumerable.Range(0, Math.Min(later + 1, MaxDays)).Select(day => new EventDateText(first.AddDays(day), names))];
    }

    /// <summary>"dec", "december", "thurs", "12", "12th", "2027".</summary>
    public bool Matches(string word) =>
        char.IsAsciiDigit(word[0])
            ? MatchesNumber(word)
            : word.Length >= MinNameLength && names.Get(date).Any(name => name.StartsWith(word, StringComparison.Ordinal));

    public bool MatchesAlmost(string word) => Matches(word) || names.Get(date).Any(name => EventSearch.IsAlmost(word, name));

    private bool MatchesNumber(string word)
    {
        var digits = word.TakeWhile(char.IsAsciiDigit).Count();
        return int.TryParse(word.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && (digits == word.Length ? number == date.Day || number == date.Year : number == date.Day)
            && OrdinalEndings.Contains(word[digits..]);
    }
}
