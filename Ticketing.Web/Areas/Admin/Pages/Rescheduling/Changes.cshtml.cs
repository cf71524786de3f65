using Ticketing.Areas.Admin.Pages.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Rescheduling;

namespace Ticketing.Areas.Admin.Pages.Rescheduling;

public sealed class ChangesModel(EventQueries events, ScheduleChangeQueries changes, TimeProvider clock) : EventPage(events)
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

    /// <returns>Null if no refund was offered.</returns>
    public string? GetReminderText(ListedScheduleChange listed)
    {
        var (change, sent) = (listed.Change, listed.Reminders);
        return change.RefundsUntil is null ? null
            : change.RemindedAt is not null && sent.Queued == 0 ? T["No reminder of the refund offer was needed."]
            : change.RemindedAt is { } at
                ? T["Reminders of the refund offer: {0} of {1} sent, {2} failed ({3}).", sent.Sent, sent.Queued, sent.Failed, Format(at)]
            : change.GetDeadline(Event) is not { } deadline || deadline <= clock.GetUtcNow() ? null
            : change.GetReminderTime(Event) is { } due ? T["Buyers who have not answered are reminded once, on {0}.", Format(due)]
            : T["The offer is too short for a reminder."];
    }

    private string Format(DateTimeOffset instant) => Event.DayAndTime(instant, clock.GetUtcNow());

    public async Task OnGetAsync(CancellationToken ct)
    {
        Changes = await changes.GetForEventAsync(Event.Id, ct);
        Returned = await changes.GetReturnedAsync(Event.Id, ct);
    }
}
