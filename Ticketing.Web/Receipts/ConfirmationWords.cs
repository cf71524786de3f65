using System.Globalization;
using Ticketing.Events;
using Ticketing.Notifications;
using Ticketing.Orders;

namespace Ticketing.Receipts;

internal sealed class ConfirmationWords(PaidOrder paid)
{
    private readonly int admitted = paid.ValidTickets.Count;

    private Order Order => paid.Order;

    public string Title => OneLine.Of(paid.Event.Title);

    public string Subject => $"Your {(Tickets == 1 ? "ticket" : "tickets")} for {MailWords.Named(paid.Event.Title)}, {paid.Event.ShortDay()}";

    public string Greeting => Order.BuyerName == Buyer.WalkUp ? "Hello," : $"Hello {MailWords.Named(Order.BuyerName)},";

    public string Lead => admitted switch
    {
        0 => "Your receipt is attached. The tickets of this order are no longer valid.",
        1 => "You’re in. Your ticket is attached, with the receipt and an entry for your calendar.",
        _ => string.Create(CultureInfo.InvariantCulture,
            $"You’re in. Your {admitted} tickets are attached in one file, a page for each person, with the receipt and an entry for your calendar."),
    };

    /// <summary>Null if the event takes place as planned.</summary>
    public string? Notice => paid.Event.Status switch
    {
        EventStatus.Cancelled => "This event is cancelled. It will not take place.",
        EventStatus.Postponed => "This event is postponed. The new date is not known yet; your tickets stay valid for it.",
        _ => null,
    };

    public string Day => paid.Event.LongDay();

    public string Hours => $"{paid.Event.Hours()} ({paid.Event.ZoneInWords()})";

    public string Where => paid.Where;

    public string Papers => $"{Order.Reference}, receipt {paid.ReceiptNumber}";

    public IEnumerable<(string What, string Amount)> Lines =>
        Order.Lines.Select(line => (string.Create(CultureInfo.InvariantCulture, $"{line.Quantity} × {OneLine.Of(line.Category)}"), Amount(line.FaceValue)))
            .Concat(Order.BookingFee > 0 ? [("Booking fee", Amount(Order.BookingFee))] : []);

    public string Total => Order.Total == 0 ? Order.PaidWith ?? "Free of charge" : Amount(Order.Total);

    public string? Tax => TaxLine.Of(Order) is { Count: > 0 } rates
        ? $"Includes {string.Join(", ", rates.Select(rate => $"{Amount(rate.Tax)} tax at {rate.Rate}"))}"
        : null;

    public string? AtTheDoor => admitted switch
    {
        0 => null,
        1 => "At the door, show the code on your phone or on paper. It admits one person, once.",
        _ => "At the door, show the codes on a phone or on paper. Each admits one person, once.",
    };

    public string Help => paid.Venue.SupportEmail.Length > 0 ? MailWords.HelpByMail : MailWords.HelpAtTheVenue;

    public string SupportEmail => paid.Venue.SupportEmail;

    public IReadOnlyList<string> Foot => paid.Venue.Texts.MailFootLines;

    public IReadOnlyList<string> Small => [MailWords.KeepLink, string.Join(", ", new[] { paid.Seller, OneLine.Of(paid.Venue.SellerAddress) }.Where(part => part.Length > 0))];

    private int Tickets => Order.Lines.Sum(line => line.Quantity);

    private string Amount(long minorUnits) => Order.Money(minorUnits).ToString();
}
