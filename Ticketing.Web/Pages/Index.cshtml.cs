using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;
using Ticketing.Events;
using Ticketing.Hosting;
using Ticketing.Pages.Events;

namespace Ticketing.Pages;

[OutputCache(PolicyName = PageCache.ForASecond, VaryByQueryKeys = [SearchKey, MonthKey])]
public sealed class IndexModel(Catalogue catalogue, Offers offers, Pricing pricing) : PageModel
{
    private const string SearchKey = "q";
    private const string MonthKey = "month";
    private const int LongestSearch = 100;

    [BindProperty(SupportsGet = true, Name = SearchKey)]
    public string? Search { get; set; }

    /// <summary>Month filter such as "2026-12"; other values are ignored.</summary>
    [BindProperty(SupportsGet = true, Name = MonthKey)]
    public string? Month { get; set; }

    public EventCard? Next { get; private set; }
    public IReadOnlyList<EventCard> Cards { get; private set; } = [];
    public IReadOnlyList<MonthLink> Months { get; private set; } = [];

    public bool IsFiltered => Search is not null || Month is not null;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Search = string.IsNullOrWhiteSpace(Search) ? null : Search.Trim()[..Math.Min(Search.Trim().Length, LongestSearch)];
        var found = await catalogue.UpcomingAsync(Search, ct);
        Months = [.. found.Select(MonthOf).Distinct().Order().Select(month => new MonthLink(month, Search))];
        Month = Months.FirstOrDefault(m => m.Key == Month)?.Key;
        var cards = found.Where(e => Month is null || MonthLink.KeyOf(MonthOf(e)) == Month)
            .Select(e => EventCard.Of(e, offers.Of(e), pricing)).ToList();

        // Feature an event that visitors can still attend.
        Next = IsFiltered ? null : cards.FirstOrDefault(card => !card.IsOff) ?? cards.FirstOrDefault();
        Cards = [.. cards.Where(card => card != Next)];
    }

    private static DateOnly MonthOf(Event @event) => new(@event.LocalStart().Year, @event.LocalStart().Month, 1);
}

public sealed record MonthLink(DateOnly Month, string? Search)
{
    public string Key => KeyOf(Month);

    public string Name => Month.ToString("MMMM", CultureInfo.InvariantCulture);

    public string Path => "/?month=" + Key + (Search is null ? "" : "&q=" + Uri.EscapeDataString(Search));

    public static string KeyOf(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
