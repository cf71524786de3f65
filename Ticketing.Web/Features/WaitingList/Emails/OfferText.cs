using Ticketing.Features.Events.Catalog;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.WaitingList.Emails;

internal sealed class OfferText(WaitingListMailWriter writer)
{
    public async Task<ComposedEmail> WriteAsync(MailedEntry mailed, PendingOffer offer, DateTimeOffset now)
    {
        var (@event, title, checkout) = (mailed.Event, SingleLineText.From(mailed.Event.Title), writer.CreateCheckoutLink(offer));
        var until = @event.DayAndTime(offer.ExpiresAt, now);
        var content = new WaitingListMailText(
            T["Tickets for {0}: yours until {1}", title, until],
            T["We’re holding tickets for you"],
            [
                T["Tickets for {0} have come free. They’re held for you until {1} ({2}).", title, until, @event.ZoneText()],
                T["After that, they go to the next person on the waiting list."],
            ],
            T["Get tickets"],
            checkout.Url
        )
        {
            Event = @event,
            Venue = mailed.Venue,
            TicketsLabel = T["Held for you"],
            Tickets = [$"{offer.Quantity} × {@event.GetTicketTypeName(offer.TicketTypeId, offer.Category)}"],
            LeaveLabel = T["I don’t want them"],
            LeaveUrl = mailed.Link.Url,
        };
        return await writer.WriteAsync(content, mailed.Link.Token, checkout.Token);
    }
}
