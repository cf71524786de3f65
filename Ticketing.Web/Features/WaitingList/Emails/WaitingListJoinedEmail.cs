using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.WaitingList.Emails;

/// <summary>Sent again to an address that joins twice; then it may have an offer by now.</summary>
internal sealed class WaitingListJoinedEmail(WaitingListMailWriter writer, OfferText offers) : IEmailComposer
{
    public string Kind => JoinWaitingList.MailKind;

    public async Task<ComposedEmail?> ComposeAsync(Notification notification, CancellationToken ct) =>
        await writer.FindAsync(notification, ct) switch
        {
            { Place.Offer: { } offer } mailed => await offers.WriteAsync(mailed, offer, notification.CreatedAt),
            { Place.Entry.Status: EntryStatus.Waiting } mailed => await WriteAsync(mailed),
            _ => null,
        };

    private async Task<ComposedEmail> WriteAsync(MailedEntry mailed)
    {
        var title = SingleLineText.From(mailed.Event.Title);
        var content = new WaitingListMailText(
            T["You’re on the waiting list: {0}", title],
            T["You’re on the waiting list"],
            [
                T["You’re number {0} on the waiting list for {1}.", mailed.Place.Position, title],
                T.Plural(
                    mailed.Event.OfferHours,
                    "When tickets come free, we’ll hold them for you for up to 1 hour and email you a link to buy them.",
                    "When tickets come free, we’ll hold them for you for up to {0} hours and email you a link to buy them."
                ),
                T["You’ll get all your tickets at once. If fewer come free, a smaller group may go first; you keep your place."],
            ],
            T["See your place"],
            mailed.Link.Url
        )
        {
            Event = mailed.Event,
            Venue = mailed.Venue,
            TicketsLabel = mailed.Choices.Count > 1 ? T["You’d take one of these"] : T["You’re waiting for"],
            Tickets = mailed.Choices,
            LeaveLabel = T["Leave the waiting list"],
            LeaveUrl = mailed.Link.Url,
        };
        return await writer.WriteAsync(content, mailed.Link.Token);
    }
}
