using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Features.WaitingList.Emails;

/// <summary>Nothing is sent if the offer has ended while the mail waited.</summary>
internal sealed class OfferEmail(WaitingListMailWriter writer, OfferText offers) : IEmailComposer
{
    public string Kind => MakeOffers.MailKind;

    public async Task<ComposedEmail?> ComposeAsync(Notification notification, CancellationToken ct) =>
        await writer.FindAsync(notification, ct) is { Place.Offer: { } offer } mailed
            ? await offers.WriteAsync(mailed, offer, notification.CreatedAt)
            : null;
}
