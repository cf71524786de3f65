using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Areas.Admin.Ui.Texts;
using Ticketing.Features.Accounts;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Insights.Today;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages;

public sealed class IndexModel(
    TodayQueries todayQueries,
    RecentSalesQueries recentSales,
    ActionItemQueries actionItems,
    VenueClock clock,
    IAuthorizationService authorization
) : PageModel
{
    private const int MaxUpcoming = 6;
    private const int Evening = 17;

    /// <summary>On now, or still to start today.</summary>
    public IReadOnlyList<UpcomingEvent> Tonight { get; private set; } = [];

    public IReadOnlyList<UpcomingEvent> Upcoming { get; private set; } = [];

    public TodayFigures Figures { get; private set; } = null!;

    public IReadOnlyList<ActionItem> ActionItems { get; private set; } = [];

    public bool IsNew { get; private set; }

    public bool IsSuperAdmin { get; private set; }

    public VenueClock Clock => clock;

    public static bool IsSoldOut(UpcomingEvent show) => show.Capacity > 0 && show.Event.Sold >= show.Capacity;

    public string TonightTitle => Tonight.All(show => show.Event.LocalStart().Hour >= Evening) ? T["Tonight"] : T["On today"];

    private DateTimeOffset Tomorrow => clock.GetStartOfDay(clock.Today.AddDays(1));

    public async Task OnGetAsync(CancellationToken ct)
    {
        IsSuperAdmin = (await authorization.AuthorizeAsync(User, Policies.SuperAdmin)).Succeeded;
        Figures = new TodayFigures(await recentSales.GetAsync(ct));
        var events = (await todayQueries.GetUpcomingAsync(ct)).ToLookup(IsOnToday);
        (Tonight, Upcoming) = ([.. events[true]], [.. events[false].Take(MaxUpcoming)]);
        ActionItems = await actionItems.GetAsync(IsSuperAdmin, ct);
        IsNew = events.Count == 0 && !await todayQueries.HasEventsAsync(ct);
    }

    public string GetDayText(UpcomingEvent upcoming) =>
        upcoming.Event.Status != EventStatus.Postponed && upcoming.Event.StartsAt < clock.GetStartOfDay(clock.Today.AddDays(2))
            ? T["Tomorrow, {0}", EventText.TimeOfDay(upcoming.Event)]
            : EventText.DateAndTime(upcoming.Event);

    public string GetStockText(int sold, int held, int capacity) =>
        held > 0 ? T["{0} sold, {1} held of {2}", sold, held, capacity] : T["{0} sold of {1}", sold, capacity];

    /// <summary>"On now" or "Doors 19:00 · Starts 20:00".</summary>
    public string GetHours(UpcomingEvent show)
    {
        var @event = show.Event;
        var beganToday = clock.GetDate(@event.StartsAt) == clock.Today;
        return @event.StartsAt <= clock.Now
                ? T["On now, since {0}", beganToday ? EventText.TimeOfDay(@event) : EventText.DateAndTime(@event)]
            : @event.DoorsAt is { } doors ? T["Doors {0} · Starts {1}", EventTimes.TimeOfDay(@event, doors), EventText.TimeOfDay(@event)]
            : T["Starts {0}", EventText.TimeOfDay(@event)];
    }

    private bool IsOnToday(UpcomingEvent upcoming) =>
        upcoming.Event.Status == EventStatus.Active && (upcoming.Event.DoorsAt ?? upcoming.Event.StartsAt) < Tomorrow;
}
