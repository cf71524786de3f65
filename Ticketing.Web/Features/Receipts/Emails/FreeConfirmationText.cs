using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.FreeTickets;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Receipts.Emails;

/// <summary>Anyone may have typed the address, so the mail repeats nothing else that they typed.</summary>
public sealed class FreeConfirmationText(Order order, Event concert, string url, SiteOptions venue)
{
    public const string NotRequestedNote = "Didn’t request this? You can ignore this email: the tickets go back on sale by themselves.";

    public string Subject => $"Confirm your free {Tickets}: {BuyerMailText.Isolate(concert.Title)}, {concert.ShortDay()}";

    public string Heading => $"Confirm your free {Tickets}";

    public string Intro =>
        $"We’re keeping {BuyerMailText.TicketCount(Count)} for you until {EventTimes.TimeOfDay(concert, Until)} ({concert.ZoneText()}). "
        + "Open the link and press the button there to get them.";

    public string Title => SingleLineText.From(concert.Title);

    public string When => $"{concert.LongDay()}, {concert.DoorsAndStart()}";

    public string Reference => order.Reference;

    public string Url => url;

    public string Help => venue.SupportEmail.Length > 0 ? BuyerMailText.HelpByMail : BuyerMailText.HelpAtTheVenue;

    private int Count => order.Lines.Sum(line => line.Quantity);

    private string Tickets => Count == 1 ? "ticket" : "tickets";

    private DateTimeOffset Until => order.CreatedAt + RequestFreeConfirmation.Lifetime;
}
