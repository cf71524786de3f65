using Ticketing.Features.Events;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.WaitingList.Emails;

internal sealed class WaitingListClosedEmail(WaitingListMailWriter writer) : IEmailComposer
{
    public string Kind => CloseWaitingList.MailKind;

    public async Task<ComposedEmail?> ComposeAsync(Notification notification, CancellationToken ct)
    {
        if (await writer.FindAsync(notification, ct) is not { } mailed)
        {
            return null;
        }

        var title = SingleLineText.From(mailed.Event.Title);
        var content = new WaitingListMailText(
            T["The waiting list has ended: {0}", title],
            T["The waiting list has ended"],
            [
                mailed.Event.Status == EventStatus.Cancelled
                    ? T["{0} has been cancelled, so its waiting list has ended.", title]
                    : T["Sorry – no tickets for {0} have come free for you, and the waiting list has ended.", title],
                T["You don’t need to do anything. We won’t email you about this list again."],
            ],
            T["See what’s on"],
            writer.GetUrl("/")
        )
        {
            Event = mailed.Event,
            Venue = mailed.Venue,
        };
        return await writer.WriteAsync(content);
    }
}
