using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.FreeTickets;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Receipts.Emails;

/// <summary>Anyone may have typed the address, so the mail repeats nothing else that they typed.</summary>
/// <param name="asOf">Dates in the subject have a year if it is not the year of this.</param>
public sealed class FreeConfirmationText(Order order, Event concert, string url, SiteOptions venue, DateTimeOffset asOf)
{
    public static string NotRequestedNote =>
        T["Didn’t request this? You can ignore this email. The tickets will go back on sale automatically."];

    public string Subject =>
        T.Plural(
            Count,
            "Confirm your free ticket: {1}, {2}",
            "Confirm your free tickets: {1}, {2}",
            BuyerMailText.Isolate(concert.Title),
            concert.ShortDay(asOf)
        );

    public string Heading => T.Plural(Count, "Confirm your free ticket", "Confirm your free tickets");

    public string Intro =>
        T.Plural(
            Count,
            "We’re holding 1 ticket for you until {1} ({2}). Open the link and press the button there to get it.",
            "We’re holding {0} tickets for you until {1} ({2}). Open the link and press the button there to get them.",
            EventTimes.TimeOfDay(concert, Until),
            concert.ZoneText()
        );

    public string Title => SingleLineText.From(concert.Title);

    public string When => concert.DayAndHours();

    public string Reference => order.Reference;

    public string Url => url;

    public string Help => BuyerMailText.Help(venue);

    private int Count => order.Lines.Sum(line => line.Quantity);

    private DateTimeOffset Until => order.CreatedAt + RequestFreeConfirmation.Lifetime;
}
