using Ticketing.Areas.Admin.Pages.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Rescheduling;

namespace Ticketing.Areas.Admin.Pages.Rescheduling;

public sealed class ChangesModel(EventQueries events, ScheduleChangeQueries changes) : EventPage(events)
{
    public IReadOnlyList<ListedScheduleChange> Changes { get; private set; } = [];

    public IReadOnlyList<ListedRefund> Returned { get; private set; } = [];

    public static string GetHeading(ScheduleChange change) =>
        change.Kind switch
        {
            ScheduleChangeKind.Postponed => T["Postponed"],
            ScheduleChangeKind.BackOn => T["New date after being postponed"],
            _ => T["Rescheduled"],
        };

    public async Task OnGetAsync(CancellationToken ct)
    {
        Changes = await changes.GetForEventAsync(Event.Id, ct);
        Returned = await changes.GetReturnedAsync(Event.Id, ct);
    }
}
