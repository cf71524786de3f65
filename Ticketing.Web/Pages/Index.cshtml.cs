using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Inventory;
using Ticketing.Infrastructure.Hosting.Pipeline;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Localization;
using Ticketing.Pages.Events;

namespace Ticketing.Pages;

[OutputCache(PolicyName = PageCache.OneSecond, VaryByQueryKeys = [SearchKey, MonthKey])]
public sealed class IndexModel(EventCatalogue catalogue, AvailabilityCalculator offers, Pricing pricing, VenueClock clock) : PageModel
{
    internal const string SearchKey = "q";
    private const string MonthKey = "month";
    private const int MaxSearchLength = 100;

    [BindProperty(SupportsGet = true, Name = SearchKey)]
    public string? Search { get; set; }

    /// <summary>Month filter such as "2026-12"; other values are ignored.</summary>
    [BindProperty(SupportsGet = true, Name = MonthKey)]
    public string? Month { get; set; }

    public EventCard? Featured { get; private set; }
    public IReadOnlyList<EventCard> Cards { get; private set; } = [];
    public IReadOnlyList<MonthLink> Months { get; private set; } = [];

    /// <summary>Past events that match a search without other results.</summary>
    public int PastCount { get; private set; }

    public DateTimeOffset Now => clock.Now;

    public bool IsFiltered => Search is not null || Month is not null;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Search = ReadSearch(Search);
        var found = await catalogue.GetUpcomingAsync(Search, ct);
        Months =
        [
            .. found
                .Where(e => e.Status != EventStatus.Postponed)
                .SelectMany(GetMonths)
                .Distinct()
                .Order()
                .Select(month => new MonthLink(month, Search, clock.Today.Year)),
        ];
        Month = Months.FirstOrDefault(m => m.Key == Month)?.Key;
        var cards = found
            .Where(e => Month is null || GetMonths(e).Any(month => MonthLink.GetKey(month) == Month))
            .Select(e => EventCard.Create(e, offers.GetForEvent(e), pricing, Now))
            .ToList();

        // Feature an event that visitors can still attend.
        Featured = IsFiltered ? null : cards.FirstOrDefault(card => !card.IsUnavailable) ?? cards.FirstOrDefault();
        Cards = [.. cards.Where(card => card != Featured)];
        PastCount = Search is not null && cards.Count == 0 ? (await catalogue.GetPastAsync(Search, ct)).Count : 0;
    }

    /// <returns>Null for an empty search.</returns>
    internal static string? ReadSearch(string? typed) =>
        string.IsNullOrWhiteSpace(typed) ? null : typed.Trim()[..Math.Min(typed.Trim().Length, MaxSearchLength)];

    /// <summary>More than one if it goes on over the end of a month.</summary>
    private static IEnumerable<DateOnly> GetMonths(Event @event)
    {
        var last = GetMonth(@event.LastDay());
        for (var month = GetMonth(@event.FirstDay()); month <= last; month = month.AddMonths(1))
        {
            yield return month;
        }
    }

    private static DateOnly GetMonth(DateTimeOffset day) => new(day.Year, day.Month, 1);
}

/// <param name="ThisYear">Other years are named.</param>
public sealed record MonthLink(DateOnly Month, string? Search, int ThisYear)
{
    public string Key => GetKey(Month);

    public string Name => Month.Year == ThisYear ? Formats.Date(Month, "MMMM") : Formats.Date(Month, "MMMM yyyy");

    public string Path => "/?month=" + Key + (Search is null ? "" : "&q=" + Uri.EscapeDataString(Search));

    public static string GetKey(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
