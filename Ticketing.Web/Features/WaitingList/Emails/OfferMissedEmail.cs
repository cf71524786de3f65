using Ticketing.Features.Events.Inventory;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.WaitingList.Emails;

internal sealed class OfferMissedEmail(WaitingListMailWriter writer, SaleRules rules) : IEmailComposer
{
    public string Kind => SettleOffers.MailKind;

    public async Task<ComposedEmail?> ComposeAsync(Notification notification, CancellationToken ct)
    {
        if (await writer.FindAsync(notification, ct) is not { } mailed)
        {
            return null;
        }

        var title = SingleLineText.From(mailed.Event.Title);
        var canJoin = mailed.Event.TicketTypes.Any(type => rules.CanWaitFor(mailed.Event, type));
        var content = new WaitingListMailText(
            T["Your tickets are no longer held: {0}", title],
            T["Your tickets are no longer held"],
            [
                T["We held tickets for {0} for you. They weren’t bought in time, and you’re no longer on the waiting list.", title],
                .. canJoin ? new[] { T["Still want to come? You can join the waiting list again, at its end."] } : [],
            ],
            canJoin ? T["Join again"] : T["More info"],
            writer.GetUrl(canJoin ? $"/events/{mailed.Event.Slug}/waiting-list" : $"/events/{mailed.Event.Slug}")
        )
        {
            Event = mailed.Event,
            Venue = mailed.Venue,
        };
        return await writer.WriteAsync(content);
    }
}
