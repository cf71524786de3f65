using System.Globalization;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Receipts.Emails;

public sealed record RefundedOrder(Refund Refund, Order Order, Event Event, IReadOnlyList<Ticket> Tickets, SiteOptions Venue)
{
    /// <summary>Empty if the mail must not repeat the name.</summary>
    public required string BuyerName { get; init; }
}

public class RefundMailText(RefundedOrder refunded, string orderUrl)
{
    private const string BankDelay = "It can take five to ten working days until your bank shows it.";

    protected RefundedOrder Refunded => refunded;

    protected Refund Refund => refunded.Refund;

    protected string Amount => Refund.Money.ToString();

    protected int VoidedCount => Refund.Lines.Count;

    /// <summary>The order was paid twice; this refunds the second payment.</summary>
    private bool IsDuplicatePayment => Refund.Cause == RefundCause.PaidTooLate && refunded.Order.WasSold;

    private int ValidCount => refunded.Tickets.Count(t => t.Status == TicketStatus.Valid);

    public string Title => SingleLineText.From(refunded.Event.Title);

    public virtual string Subject =>
        Refund.Amount == 0
            ? $"Your tickets for {EventTitle} are cancelled"
            : $"We have refunded {Amount}: {EventTitle}, {refunded.Event.ShortDay()}";

    public virtual string Headline => Refund.Amount == 0 ? "Your tickets are cancelled" : $"We have refunded {Amount}";

    public string Greeting => BuyerMailText.Greeting(refunded.BuyerName);

    public virtual string? Notice => null;

    public virtual IEnumerable<string> Paragraphs =>
        Refund switch
        {
            { Cause: RefundCause.PaidTooLate } when IsDuplicatePayment =>
            [
                "Your order was paid already when a second payment for it arrived, and we have refunded the second.",
                $"{Amount} went back to where it came from. {BankDelay}",
                "You need not do anything.",
            ],
            { Cause: RefundCause.PaidTooLate } =>
            [
                LatePaymentNote,
                $"{Amount} went back to where it came from: {PaidWith}. {BankDelay}",
                "You need not do anything.",
            ],
            { Amount: 0 } =>
            [
                refunded.Order.Total > 0
                    ? "What you paid for them had gone back to you before."
                    : "Your tickets were free, so there is nothing to pay back.",
            ],
            { IsCash: true } =>
            [
                $"You get {Amount} back. You did not pay online, so it is handed back in person: please ask at the venue if you do not "
                    + "have it yet.",
            ],
            _ => [$"{Amount} has gone back to where it came from: {PaidWith}. {BankDelay}", .. FeeNote],
        };

    /// <summary>"Standing, ticket 1 of 3" for each; empty if there never were tickets.</summary>
    public IReadOnlyList<string> VoidTickets =>
        [
            .. Refund
                .Lines.OrderBy(l => l.Number)
                .Select(line =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{SingleLineText.From(line.Category)}, ticket {line.Number} of {refunded.Tickets.Count}"
                    )
                ),
        ];

    public string VoidLabel =>
        VoidedCount == 1 ? "No longer valid" : string.Create(CultureInfo.InvariantCulture, $"No longer valid: {VoidedCount} tickets");

    /// <summary>Null if no ticket is valid, or everything was refunded.</summary>
    public string? ValidTicketsNote =>
        ValidCount == 0 || (VoidedCount == 0 && Refund.Amount == refunded.Order.Total && !IsDuplicatePayment) ? null
        : VoidedCount == 0
            ? (
                ValidCount == 1
                    ? "Your ticket stays valid."
                    : string.Create(CultureInfo.InvariantCulture, $"Your {ValidCount} tickets stay valid.")
            )
        : ValidCount == 1 ? "Your other ticket stays valid."
        : string.Create(CultureInfo.InvariantCulture, $"Your other {ValidCount} tickets stay valid.");

    public string Day => refunded.Event.LongDay();

    public string Hours => $"{refunded.Event.DoorsAndStart()} ({refunded.Event.ZoneText()})";

    public string Where =>
        string.Join(", ", new[] { refunded.Event.Location, SingleLineText.From(refunded.Event.Address) }.Where(part => part.Length > 0));

    public string Order =>
        refunded.Order.ReceiptLabel is { Length: > 0 } receipt
            ? $"{refunded.Order.Reference}, receipt {receipt}"
            : refunded.Order.Reference;

    public string OrderUrl => orderUrl;

    public string Help => refunded.Venue.SupportEmail.Length > 0 ? BuyerMailText.HelpByMail : BuyerMailText.HelpAtTheVenue;

    public string SupportEmail => refunded.Venue.SupportEmail;

    public IReadOnlyList<string> FooterLines => refunded.Venue.Texts.MailFootLines;

    public IReadOnlyList<string> SmallPrint =>
        [
            BuyerMailText.KeepLink,
            string.Join(
                ", ",
                new[] { SingleLineText.From(refunded.Order.SellerName), SingleLineText.From(refunded.Venue.SellerAddress) }.Where(part =>
                    part.Length > 0
                )
            ),
        ];

    protected string EventTitle => BuyerMailText.Isolate(refunded.Event.Title);

    protected string PaidWith => SingleLineText.From(refunded.Order.PaidWith ?? "");

    protected static string BankDelayNote => BankDelay;

    private string LatePaymentNote =>
        refunded.Event.Status == EventStatus.Cancelled
            ? "Your payment arrived when this event had just been cancelled. You have no tickets, and we have refunded all of it."
            : "Your payment arrived after the tickets had gone back on sale and were sold to others. You have no tickets, and we have "
                + "refunded all of it.";

    private IEnumerable<string> FeeNote =>
        Refund.Lines.Count > 0 && Refund.Lines.All(l => l.BookingFee == 0) && refunded.Order.BookingFee > 0
            ? ["The booking fee is not refunded."]
            : [];
}
