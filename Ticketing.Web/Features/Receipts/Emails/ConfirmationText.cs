using System.Globalization;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Placing;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Receipts.Emails;

public sealed class ConfirmationText(PaidOrder paid, string orderUrl)
{
    private readonly int admitted = paid.ValidTickets.Count;

    private Order Order => paid.Order;

    public string Title => SingleLineText.From(paid.Event.Title);

    public string Subject =>
        $"Your {(Tickets == 1 ? "ticket" : "tickets")} for {BuyerMailText.Isolate(paid.Event.Title)}, {paid.Event.ShortDay()}";

    public string Greeting => BuyerMailText.Greeting(paid.ShowsNames && Order.BuyerName != Buyer.WalkUp ? Order.BuyerName : "");

    public string Intro =>
        admitted switch
        {
            0 => "Your receipt is attached. The tickets of this order are no longer valid.",
            1 => "You’re in. Your ticket is attached, with the receipt and an entry for your calendar.",
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"You’re in. Your {admitted} tickets are attached in one file, a page for each person, with the receipt and an entry for "
                    + $"your calendar."
            ),
        };

    /// <summary>Null if the event takes place as planned.</summary>
    public string? Notice =>
        paid.Event.Status switch
        {
            EventStatus.Cancelled => CancellationMailText.CancelledNotice,
            EventStatus.Postponed => "This event is postponed. The new date is not known yet; your tickets stay valid for it.",
            _ => null,
        };

    public string Day => paid.Event.LongDay();

    public string Hours => $"{paid.Event.DoorsAndStart()} ({paid.Event.ZoneText()})";

    public string Where => paid.Where;

    public string OrderAndReceipt => $"{Order.Reference}, receipt {paid.ReceiptNumber}";

    public IEnumerable<(string What, string Amount)> Lines =>
        Order
            .Lines.Select(line =>
                (
                    string.Create(CultureInfo.InvariantCulture, $"{line.Quantity} × {SingleLineText.From(line.Category)}"),
                    Amount(line.FaceValue)
                )
            )
            .Concat(Order.BookingFee > 0 ? [("Booking fee", Amount(Order.BookingFee))] : []);

    public string Total => Order.Total == 0 ? Order.PaidWith ?? "Free of charge" : Amount(Order.Total);

    public string? Tax =>
        TaxLine.GetForOrder(Order) is { Count: > 0 } rates
            ? $"Includes {string.Join(", ", rates.Select(rate => $"{Amount(rate.Tax)} tax at {rate.Rate}"))}"
            : null;

    public string? EntryNote =>
        admitted switch
        {
            0 => null,
            1 => "At the door, show the code on your phone or on paper. It admits one person, once.",
            _ => "At the door, show the codes on a phone or on paper. Each admits one person, once.",
        };

    public string OrderUrl => orderUrl;

    public string Help => paid.Venue.SupportEmail.Length > 0 ? BuyerMailText.HelpByMail : BuyerMailText.HelpAtTheVenue;

    public string SupportEmail => paid.Venue.SupportEmail;

    public IReadOnlyList<string> FooterLines => paid.Venue.Texts.MailFootLines;

    public IReadOnlyList<string> SmallPrint =>
        [
            .. paid.ShowsNames ? Array.Empty<string>() : [BuyerMailText.NotOrderedNote],
            BuyerMailText.KeepLink,
            string.Join(", ", new[] { paid.Seller, SingleLineText.From(paid.Venue.SellerAddress) }.Where(part => part.Length > 0)),
        ];

    private int Tickets => Order.Lines.Sum(line => line.Quantity);

    private string Amount(long minorUnits) => Order.Money(minorUnits).ToString();
}
