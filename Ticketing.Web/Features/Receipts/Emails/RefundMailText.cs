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

/// <param name="asOf">Dates in the subject have a year if it is not the year of this.</param>
public class RefundMailText(RefundedOrder refunded, string orderUrl, DateTimeOffset asOf)
{
    private static string BankDelay => T["Allow 5–10 working days for it to appear."];

    protected RefundedOrder Refunded => refunded;

    protected Refund Refund => refunded.Refund;

    protected string ShortDay => refunded.Event.ShortDay(asOf);

    protected string Amount => Refund.Money.ToString();

    protected int VoidedCount => Refund.Lines.Count;

    /// <summary>The order was paid twice; this refunds the second payment.</summary>
    private bool IsDuplicatePayment => Refund.Cause == RefundCause.PaidTooLate && refunded.Order.WasSold;

    private int ValidCount => refunded.Tickets.Count(t => t.Status == TicketStatus.Valid);

    public string Title => SingleLineText.From(refunded.Event.Title);

    public virtual string Subject =>
        Refund.Amount == 0
            ? T.Plural(VoidedCount, "Your ticket for {1} has been cancelled", "Your tickets for {1} have been cancelled", EventTitle)
        : Refund.IsOwed ? T["Your refund of {0}: {1}, {2}", Amount, EventTitle, ShortDay]
        : T["We’ve refunded {0}: {1}, {2}", Amount, EventTitle, ShortDay];

    public virtual string Headline =>
        Refund.Amount == 0 ? T.Plural(VoidedCount, "Your ticket has been cancelled", "Your tickets have been cancelled")
        : Refund.IsOwed ? T["Your refund of {0}", Amount]
        : T["We’ve refunded {0}", Amount];

    public string Greeting => BuyerMailText.Greeting(refunded.BuyerName);

    public virtual string? Notice => null;

    public virtual IEnumerable<string> Paragraphs =>
        Refund switch
        {
            { ManualMethod: not null } => [.. ReplacedCause, ReplacedNote, .. FeeNote],
            { Cause: RefundCause.PaidTooLate } when IsDuplicatePayment =>
            [
                T["Your order had already been paid when a second payment arrived, so we’ve refunded the second one."],
                T["{0} was refunded to your original payment method.", Amount],
                BankDelay,
            ],
            { Cause: RefundCause.PaidTooLate } => [LatePaymentNote, RefundNote, BankDelay],
            { Amount: 0 } =>
            [
                refunded.Order.Total > 0
                    ? T["You’ve already been refunded for them."]
                    : T.Plural(
                        VoidedCount,
                        "Your ticket was free, so there is nothing to refund.",
                        "Your tickets were free, so there is nothing to refund."
                    ),
            ],
            { IsManual: true } when refunded.Order.PaidWith == Features.Orders.Order.CardTerminal =>
            [
                T[
                    "You’ll get {0} back on the card you used at our card terminal. If you haven’t had it yet, please ask at the venue and "
                        + "bring that card.",
                    Amount
                ],
            ],
            { IsManual: true } =>
            [
                T[
                    "You’ll get {0} back. You didn’t pay online, so we refund you in person: please ask at the venue if you "
                        + "haven’t had it yet.",
                    Amount
                ],
            ],
            _ => [RefundNote, BankDelay, .. FeeNote],
        };

    private IEnumerable<string> ReplacedCause =>
        Refund.Cause != RefundCause.PaidTooLate ? []
        : IsDuplicatePayment ? [T["Your order had already been paid when a second payment arrived."]]
        : refunded.Event.Status == EventStatus.Cancelled
            ? [T["Your payment arrived just after this show was cancelled. You have no tickets."]]
        : [T["Your payment arrived after your tickets had gone back on sale and been sold to others. You have no tickets."]];

    /// <summary>"Standing, ticket 1 of 3" for each; empty if there never were tickets.</summary>
    public IReadOnlyList<string> VoidTickets =>
        [
            .. Refund
                .Lines.OrderBy(l => l.Number)
                .Select(line => T["{0}, ticket {1} of {2}", SingleLineText.From(GetName(line)), line.Number, refunded.Tickets.Count]),
        ];

    private string GetName(RefundLine line) => line.GetTicketTypeName(refunded.Event, refunded.Tickets);

    /// <summary>Above the list in plain text.</summary>
    public string VoidHeading => VoidedCount == 1 ? $"{VoidLabel}:" : VoidLabel;

    public string VoidLabel => T.Plural(VoidedCount, "No longer valid", "No longer valid: {0} tickets");

    /// <summary>Null if no ticket is valid, or everything was refunded.</summary>
    public string? ValidTicketsNote =>
        ValidCount == 0 || (VoidedCount == 0 && Refund.Amount == refunded.Order.Total && !IsDuplicatePayment) ? null
        : VoidedCount == 0 ? T.Plural(ValidCount, "Your ticket remains valid.", "Your {0} tickets remain valid.")
        : T.Plural(ValidCount, "Your other ticket remains valid.", "Your other {0} tickets remain valid.");

    /// <summary>Null if none is attached.</summary>
    public string? CreditNoteNote =>
        Refund.CreditNoteNumber is null ? null : T["Your credit note {0} is attached.", Refund.CreditNoteLabel];

    public string Day => refunded.Event.LongDay();

    public string Hours => $"{refunded.Event.DoorsAndStart()} ({refunded.Event.ZoneText()})";

    public string Where =>
        string.Join(", ", new[] { refunded.Event.Location, SingleLineText.From(refunded.Event.Address) }.Where(part => part.Length > 0));

    public string Order => BuyerMailText.OrderAndReceipt(refunded.Order);

    public string OrderUrl => orderUrl;

    public string Help => BuyerMailText.Help(refunded.Venue);

    public string SupportEmail => refunded.Venue.SupportEmail;

    public IReadOnlyList<string> FooterLines => refunded.Venue.Texts.MailFootLines;

    public IReadOnlyList<string> SmallPrint => [BuyerMailText.KeepLink, BuyerMailText.Seller(refunded.Order.SellerName, refunded.Venue)];

    protected string EventTitle => BuyerMailText.Isolate(refunded.Event.Title);

    protected string PaidWith => PaymentMethodText.Describe(refunded.Order.PaidWith);

    protected static string BankDelayNote => BankDelay;

    /// <summary>For a refund that staff pay after the provider has refused.</summary>
    protected string ReplacedNote =>
        Refund switch
        {
            { ManualMethod: ManualRefundMethod.BankTransfer, IsOwed: true } => T[
                "The refund to your original payment method failed, so we’ll pay you {0} by bank transfer. If we haven’t asked for your "
                    + "account details yet, please reply to this email.",
                Amount
            ],
            { ManualMethod: ManualRefundMethod.BankTransfer } => T[
                "The refund to your original payment method failed, so we’ve paid you {0} by bank transfer.",
                Amount
            ],
            { IsOwed: true } => T[
                "The refund to your original payment method failed, so we’ll pay you {0} in person. Please ask at the venue.",
                Amount
            ],
            _ => T["The refund to your original payment method failed, so we’ve paid you {0} in person.", Amount],
        };

    private string LatePaymentNote =>
        refunded.Event.Status == EventStatus.Cancelled
            ? T["Your payment arrived just after this show was cancelled. You have no tickets, and we’ve refunded you in full."]
            : T[
                "Your payment arrived after your tickets had gone back on sale and been sold to others. You have no tickets, and we’ve "
                    + "refunded you in full."
            ];

    private string RefundNote => T["{0} was refunded to your original payment method: {1}.", Amount, PaidWith];

    private IEnumerable<string> FeeNote =>
        Refund.Lines.Count > 0 && Refund.Lines.All(l => l.BookingFee == 0) && refunded.Order.BookingFee > 0
            ? [T["The booking fee is not refunded."]]
            : [];
}
