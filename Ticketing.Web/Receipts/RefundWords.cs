using System.Globalization;
using Ticketing.Notifications;
using Ticketing.Events;
using Ticketing.Orders;
using Ticketing.Payments.Refunds;
using Ticketing.Settings;
using Ticketing.Tickets;

namespace Ticketing.Receipts;

internal sealed record RefundedOrder(Refund Refund, Order Order, Event Event, IReadOnlyList<Ticket> Tickets, SiteOptions Venue);

internal class RefundWords(RefundedOrder refunded)
{
    private const string BankTime = "It can take five to ten working days until your bank shows it.";

    protected RefundedOrder Refunded => refunded;

    protected Refund Refund => refunded.Refund;

    protected string Amount => Refund.Money.ToString();

    protected int Voided => Refund.Lines.Count;

    /// <summary>The order was paid twice; this refunds the second payment.</summary>
    private bool IsSecond => Refund.Cause == RefundCause.PaidTooLate && refunded.Order.WasSold;

    private int StillValid => refunded.Tickets.Count(t => t.Status == TicketStatus.Valid);

    public string Title => OneLine.Of(refunded.Event.Title);

    public virtual string Subject => Refund.Amount == 0
        ? $"Your tickets for {Named} are cancelled"
        : $"We have refunded {Amount}: {Named}, {refunded.Event.ShortDay()}";

    public virtual string Headline => Refund.Amount == 0 ? "Your tickets are cancelled" : $"We have refunded {Amount}";

    public string Greeting => $"Hello {MailWords.Named(refunded.Order.BuyerName)},";

    public virtual string? Notice => null;

    public virtual IEnumerable<string> Paragraphs => Refund switch
    {
        { Cause: RefundCause.PaidTooLate } when IsSecond => ["Your order was paid already when a second payment for it arrived, and we have refunded the second.", $"{Amount} went back to where it came from. {BankTime}", "You need not do anything."],
        { Cause: RefundCause.PaidTooLate } => [TooLate, $"{Amount} went back to where it came from: {PaidWith}. {BankTime}", "You need not do anything."],
        { Amount: 0 } => [refunded.Order.Total > 0 ? "What you paid for them had gone back to you before." : "Your tickets were free, so there is nothing to pay back."],
        { IsCash: true } => [$"You get {Amount} back. You did not pay online, so it is handed back in person: please ask at the venue if you do not have it yet."],
        _ => [$"{Amount} has gone back to where it came from: {PaidWith}. {BankTime}", .. FeeKept],
    };

    /// <summary>"Standing, ticket 1 of 3" for each; empty if there never were tickets.</summary>
    public IReadOnlyList<string> VoidTickets => [.. Refund.Lines.OrderBy(l => l.Number).Select(line =>
        string.Create(CultureInfo.InvariantCulture, $"{OneLine.Of(line.Category)}, ticket {line.Number} of {refunded.Tickets.Count}"))];

    public string VoidLabel => Voided == 1 ? "No longer valid" : string.Create(CultureInfo.InvariantCulture, $"No longer valid: {Voided} tickets");

    /// <summary>Null if no ticket is valid, or everything was refunded.</summary>
    public string? Rest => StillValid == 0 || (Voided == 0 && Refund.Amount == refunded.Order.Total && !IsSecond)
        ? null
        : Voided == 0 ? (StillValid == 1 ? "Your ticket stays valid." : string.Create(CultureInfo.InvariantCulture, $"Your {StillValid} tickets stay valid."))
        : StillValid == 1 ? "Your other ticket stays valid." : string.Create(CultureInfo.InvariantCulture, $"Your other {StillValid} tickets stay valid.");

    public string Day => refunded.Event.LongDay();

    public string Hours => $"{refunded.Event.Hours()} ({refunded.Event.ZoneInWords()})";

    public string Where => string.Join(", ", new[] { refunded.Event.Location, OneLine.Of(refunded.Event.Address) }.Where(part => part.Length > 0));

    public string Order => refunded.Order.ReceiptLabel is { Length: > 0 } receipt ? $"{refunded.Order.Reference}, receipt {receipt}" : refunded.Order.Reference;

    public string Help => refunded.Venue.SupportEmail.Length > 0 ? MailWords.HelpByMail : MailWords.HelpAtTheVenue;

    public string SupportEmail => refunded.Venue.SupportEmail;

    public IReadOnlyList<string> Foot => refunded.Venue.Texts.MailFootLines;

    public IReadOnlyList<string> Small =>
        [MailWords.KeepLink, string.Join(", ", new[] { OneLine.Of(refunded.Order.SellerName), OneLine.Of(refunded.Venue.SellerAddress) }.Where(part => part.Length > 0))];

    protected string Named => MailWords.Named(refunded.Event.Title);

    protected string PaidWith => OneLine.Of(refunded.Order.PaidWith ?? "");

    protected static string Wait => BankTime;

    private string TooLate => refunded.Event.Status == EventStatus.Cancelled
        ? "Your payment arrived when this event had just been cancelled. You have no tickets, and we have refunded all of it."
        : "Your payment arrived after the tickets had gone back on sale and were sold to others. You have no tickets, and we have refunded all of it.";

    private IEnumerable<string> FeeKept => Refund.Lines.Count > 0 && Refund.Lines.All(l => l.BookingFee == 0) && refunded.Order.BookingFee > 0 ? ["The booking fee is not refunded."] : [];
}

internal sealed class CancelledWords(RefundedOrder refunded, string message) : RefundWords(refunded)
{
    public override string Subject => $"Cancelled: {Named}, {Refunded.Event.ShortDay()}";

    public override string Headline => Title;

    public override string Notice => "This event is cancelled. It will not take place.";

    public override IEnumerable<string> Paragraphs =>
    [
        .. message.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(OneLine.Of),
        .. Refund switch
        {
            { Amount: 0 } when Refunded.Order.Total > 0 => ["What you paid for these tickets had gone back to you before. They are no longer valid, and you need not do anything."],
            { Amount: 0 } => ["Your tickets were free, so there is nothing to pay back. They are no longer valid, and you need not do anything."],
            { IsCash: true } => new[]
            {
                $"You get {Amount} back, everything that you paid for these tickets. You did not pay online, so please ask for it at the venue and bring your order’s number.",
            },
            _ =>
            [
                $"You get {Amount} back, everything that you paid for these tickets. It goes to where it came from: {PaidWith}. You need not do anything.",
                Wait,
            ],
        },
    ];
}
