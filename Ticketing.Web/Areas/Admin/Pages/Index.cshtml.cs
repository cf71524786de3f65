using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Areas.Admin.Ui.Texts;
using Ticketing.Features.Accounts;
using Ticketing.Features.Events;
using Ticketing.Features.Insights.Today;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages;

public sealed class IndexModel(
    TodayQueries todayQueries,
    ActionItemQueries actionItems,
    VenueClock clock,
    IAuthorizationService authorization
) : PageModel
{
    public IReadOnlyList<UpcomingEvent> Upcoming { get; private set; } = [];

    public DayFigures Sold { get; private set; } = null!;

    public IReadOnlyList<ActionItem> ActionItems { get; private set; } = [];

    public bool IsNew { get; private set; }

    public bool IsSuperAdmin { get; private set; }

    public VenueClock Clock => clock;

    public async Task OnGetAsync(CancellationToken ct)
    {
        IsSuperAdmin = (await authorization.AuthorizeAsync(User, Policies.SuperAdmin)).Succeeded;
        var today = clock.Today;
        Sold = await todayQueries.GetSalesAsync(clock.GetStartOfDay(today), clock.GetStartOfDay(today.AddDays(1)), ct);
        Upcoming = await todayQueries.GetUpcomingAsync(ct);
        ActionItems = await actionItems.GetAsync(IsSuperAdmin, ct);
        IsNew = Upcoming.Count == 0 && !await todayQueries.HasEventsAsync(ct);
    }

    public string GetDayText(UpcomingEvent upcoming)
    {
        var starts = upcoming.Event.StartsAt;
        return upcoming.Event.Status == EventStatus.Postponed ? EventText.DateAndTime(upcoming.Event)
            : starts <= clock.Now ? "On now"
            : starts < clock.GetStartOfDay(clock.Today.AddDays(1)) ? $"Today, {EventText.TimeOfDay(upcoming.Event)}"
            : starts < clock.GetStartOfDay(clock.Today.AddDays(2)) ? $"Tomorrow, {EventText.TimeOfDay(upcoming.Event)}"
            : EventText.DateAndTime(upcoming.Event);
    }

    /// <summary>Admissions are shown from the day of the event on.</summary>
    public bool ShowsAdmissions(UpcomingEvent upcoming) =>
        upcoming.Admitted > 0
        || (upcoming.Event.Status != EventStatus.Postponed && upcoming.Event.StartsAt < clock.GetStartOfDay(clock.Today.AddDays(1)));
}
