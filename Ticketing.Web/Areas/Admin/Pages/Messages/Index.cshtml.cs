using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Ticketing.Areas.Admin.Pages.Events;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Messages;
using Ticketing.Infrastructure.Hosting.Pipeline;

namespace Ticketing.Areas.Admin.Pages.Messages;

public sealed class IndexModel(EventQueries events, MessageQueries messages, ChooseTicketReminder choose, TimeProvider clock)
    : EventPage(events)
{
    private const int RefreshSeconds = 10;

    public IReadOnlyList<ListedMessage> Messages { get; private set; } = [];

    public TicketReminderState Reminder { get; private set; } = null!;

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public bool CanChooseReminder => Event.StartsAt > Now && Event.Status != EventStatus.Cancelled;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Messages = await messages.GetForEventAsync(Event.Id, ct);
        Reminder = await messages.GetReminderAsync(Event, ct);
        if (Messages.Any(listed => listed.Message.Status == MessageStatus.Sending))
        {
            Response.Headers["Refresh"] = RefreshSeconds.ToString(CultureInfo.InvariantCulture);
        }
    }

    public async Task<IActionResult> OnPostReminderOnAsync(CancellationToken ct)
    {
        await choose.ChooseAsync(Event, isOn: true, ct);
        return Respond(T["Buyers will be reminded."]);
    }

    public async Task<IActionResult> OnPostReminderOffAsync(CancellationToken ct)
    {
        var stopped = await choose.ChooseAsync(Event, isOn: false, ct);
        return Respond(
            stopped ? T["Stopped. Buyers who haven’t got the reminder yet won’t get it."] : T["Buyers of this event won’t be reminded."]
        );
    }

    private SeeOtherResult Respond(string done)
    {
        this.SetFlash(done);
        return new SeeOtherResult($"/admin/events/{Event.Id}/messages");
    }
}
