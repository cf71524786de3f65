using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Placing;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Receipts.Emails;

/// <param name="asOf">Dates in the subject have a year if it is not the year of this.</param>
public sealed class ConfirmationText(PaidOrder paid, string orderUrl, DateTimeOffset asOf)
{
    private readonly int admitted = paid.ValidTickets.Count;

    private Order Order => paid.Order;

    public string Title => SingleLineText.From(paid.Event.Title);

    public string Subject =>
        admitted switch
        {
            0 when paid.IsInvoice => T["Your invoice for {0}, {1}", EventTitle, ShortDay],
            0 => T["Your receipt for {0}, {1}", EventTitle, ShortDay],
            _ => T.Plural(Tickets, "Your ticket for {1}, {2}", "Your tickets for {1}, {2}", EventTitle, ShortDay),
        };

    public string Greeting => BuyerMailText.Greeting(paid.ShowsNames && Order.BuyerName != Buyer.WalkUp ? Order.BuyerName : "");

    public string Intro =>
        admitted switch
        {
            0 when paid.IsInvoice => T["Your invoice is attached. The tickets in this order are no longer valid."],
            0 => T["Your receipt is attached. The tickets in this order are no longer valid."],
            _ when paid.IsInvoice => T.Plural(
                admitted,
                "You’re in! Your ticket is attached, with your invoice and a calendar file.",
                "You’re in! Your {0} tickets are attached, with your invoice and a calendar file."
            ),
            _ => T.Plural(
                admitted,
                "You’re in! Your ticket is attached, with your receipt and a calendar file.",
                "You’re in! Your {0} tickets are attached, with your receipt and a calendar file."
            ),
        };

    /// <summary>Null if the event takes place as planned.</summary>
    public string? Notice =>
        paid.Event.Status switch
        {
            EventStatus.Cancelled => EventStatusText.Cancelled,
            EventStatus.Postponed => T.Plural(
                admitted,
                "This show has been postponed. We’ll announce a new date soon. Your ticket remains valid.",
                "This show has been postponed. We’ll announce a new date soon. Your tickets remain valid."
            ),
            _ => null,
        };

    public string Day => paid.Event.LongDay();

    public string Hours => $"{paid.Event.DoorsAndStart()} ({paid.Event.ZoneText()})";

    /// <summary>Null if there is none.</summary>
    public string? AgeLimit => paid.Event.AgeLimit();

    public string Where => paid.Where;

    public string OrderAndReceipt => BuyerMailText.OrderAndReceipt(Order);

    public IEnumerable<ConfirmationLine> Lines =>
        [
            .. Order.Lines.Select(line => new ConfirmationLine(
                line.Quantity,
                SingleLineText.From(paid.Event.GetTicketTypeName(line.TicketTypeId, line.Category)),
                LineAmountText.Describe(Order, line.ListPrice)
            )),
            .. Order.PromoCode is { } code
                ?
                [
                    new ConfirmationLine(
                        Quantity: null,
                        T["Promo code {0}", BuyerMailText.Isolate(code)],
                        Order.Discount > 0 ? Amount(-Order.Discount) : ""
                    ),
                ]
                : Array.Empty<ConfirmationLine>(),
            .. Order.BookingFee > 0
                ? [new ConfirmationLine(Quantity: null, T["Booking fee"], Amount(Order.BookingFee))]
                : Array.Empty<ConfirmationLine>(),
        ];

    public string Total => LineAmountText.DescribeTotal(Order);

    public string? Tax =>
        TaxLine.GetForOrder(Order) is { Count: > 0 } rates
            ? Formats.List([.. rates.Select(rate => T["Includes {0} {1} ({2})", Amount(rate.Tax), paid.TaxName, rate.Rate])])
            : null;

    public string? EntryNote =>
        admitted switch
        {
            0 => null,
            _ => T.Plural(
                admitted,
                "Show the code at the door, on your phone or on paper. It admits one person, once.",
                "Show the codes at the door, on your phone or on paper. Each code admits one person, once."
            ),
        };

    public string LinkText => admitted > 0 ? T["View tickets"] : T["View order"];

    public string OrderUrl => orderUrl;

    public string Help => BuyerMailText.Help(paid.Venue);

    public string SupportEmail => paid.Venue.SupportEmail;

    public IReadOnlyList<string> FooterLines => paid.Venue.Texts.MailFootLines;

    public IReadOnlyList<string> SmallPrint =>
        [
            .. paid.ShowsNames ? Array.Empty<string>() : [BuyerMailText.NotOrderedNote],
            BuyerMailText.KeepLink,
            BuyerMailText.Seller(paid.Seller, paid.Venue),
        ];

    private string EventTitle => BuyerMailText.Isolate(paid.Event.Title);

    private string ShortDay => paid.Event.ShortDay(asOf);

    private int Tickets => Order.Lines.Sum(line => line.Quantity);

    private string Amount(long minorUnits) => Order.Money(minorUnits).ToString();
}
