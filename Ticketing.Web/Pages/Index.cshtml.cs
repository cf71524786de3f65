using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Inventory;
using Ticketing.Infrastructure.Hosting.Pipeline;
using Ticketing.Pages.Events;

namespace Ticketing.Pages;

[OutputCache(PolicyName = PageCache.OneSecond, VaryByQueryKeys = [SearchKey, MonthKey])]
public sealed class IndexModel(EventCatalogue catalogue, AvailabilityCalculator offers, Pricing pricing) : PageModel
{
    private const string SearchKey = "q";
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

    public bool IsFiltered => Search is not null || Month is not null;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Search = string.IsNullOrWhiteSpace(Search) ? null : Search.Trim()[..Math.Min(Search.Trim().Length, MaxSearchLength)];
        var found = await catalogue.GetUpcomingAsync(Search, ct);
        Months = [.. found.Select(GetMonth).Distinct().Order().Select(month => new MonthLink(month, Search))];
        Month = Months.FirstOrDefault(m => m.Key == Month)?.Key;
        var cards = found
            .Where(e => Month is null || MonthLink.GetKey(GetMonth(e)) == Month)
            .Select(e => EventCard.Create(e, offers.GetForEvent(e), pricing))
            .ToList();

        // Feature an event that visitors can still attend.
        Featured = IsFiltered ? null : cards.FirstOrDefault(card => !card.IsUnavailable) ?? cards.FirstOrDefault();
        Cards = [.. cards.Where(card => card != Featured)];
    }

    private static DateOnly GetMonth(Event @event) => new(@event.LocalStart().Year, @event.LocalStart().Month, 1);
}

public sealed record MonthLink(DateOnly Month, string? Search)
{
    public string Key => GetKey(Month);

    public string Name => Month.ToString("MMMM", CultureInfo.InvariantCulture);

    public string Path => "/?month=" + Key + (Search is null ? "" : "&q=" + Uri.EscapeDataString(Search));

    public static string GetKey(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
