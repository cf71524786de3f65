using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Accounts;
using Ticketing.Insights.Today;
using Ticketing.Settings;

namespace Ticketing.Areas.Admin.Pages;

public sealed class IndexModel(TodayBoard board, Attention attention, VenueClock clock, IAuthorizationService authorization) : PageModel
{
    public IReadOnlyList<NightRow> Nights { get; private set; } = [];

    public DayFigures Sold { get; private set; } = null!;

    public IReadOnlyList<Need> Needs { get; private set; } = [];

    public bool IsNew { get; private set; }

    public bool IsSuperAdmin { get; private set; }

    public VenueClock Clock => clock;

    public async Task OnGetAsync(CancellationToken ct)
    {
        IsSuperAdmin = (await authorization.AuthorizeAsync(User, Policies.SuperAdmin)).Succeeded;
        var today = clock.Today;
        Sold = await board.SoldAsync(clock.StartOf(today), clock.StartOf(today.AddDays(1)), ct);
        Nights = await board.NightsAsync(ct);
        Needs = await attention.ReadAsync(people: IsSuperAdmin, ct);
        IsNew = Nights.Count == 0 && !await board.HasEventsAsync(ct);
    }

    public string Day(NightRow night)
    {
        var starts = night.Event.StartsAt;
        return starts <= clock.Now ? "On now"
            : starts < clock.StartOf(clock.Today.AddDays(1)) ? $"Today, {EventInWords.Hour(night.Event)}"
            : starts < clock.StartOf(clock.Today.AddDays(2)) ? $"Tomorrow, {EventInWords.Hour(night.Event)}"
            : EventInWords.When(night.Event);
    }

    /// <summary>Admissions are shown from the day of the event on.</summary>
    public bool IsOpen(NightRow night) => night.Admitted > 0 || night.Event.StartsAt < clock.StartOf(clock.Today.AddDays(1));
}
