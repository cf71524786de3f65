using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Areas.Admin.Ui.Texts;
using Ticketing.Features.Accounts;
using Ticketing.Features.Insights.Today;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages;

public sealed class IndexModel(TodayQueries board, ActionItemQueries attention, VenueClock clock, IAuthorizationService authorization)
    : PageModel
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
        Sold = await board.GetSalesAsync(clock.GetStartOfDay(today), clock.GetStartOfDay(today.AddDays(1)), ct);
        Upcoming = await board.GetUpcomingAsync(ct);
        ActionItems = await attention.GetAsync(canApproveStaff: IsSuperAdmin, ct);
        IsNew = Upcoming.Count == 0 && !await board.HasEventsAsync(ct);
    }

    public string GetDayText(UpcomingEvent night)
    {
        var starts = night.Event.StartsAt;
        return starts <= clock.Now ? "On now"
            : starts < clock.GetStartOfDay(clock.Today.AddDays(1)) ? $"Today, {EventText.TimeOfDay(night.Event)}"
            : starts < clock.GetStartOfDay(clock.Today.AddDays(2)) ? $"Tomorrow, {EventText.TimeOfDay(night.Event)}"
            : EventText.DateAndTime(night.Event);
    }

    /// <summary>Admissions are shown from the day of the event on.</summary>
    public bool ShowsAdmissions(UpcomingEvent night) =>
        night.Admitted > 0 || night.Event.StartsAt < clock.GetStartOfDay(clock.Today.AddDays(1));
}
