using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Receipts.Emails;

/// <param name="name">Of the buyer. May be empty.</param>
/// <param name="deadline">Of the offer.</param>
/// <param name="asOf">Dates have a year if it is not the year of this.</param>
public sealed class RefundReminderText(PaidOrder paid, string name, DateTimeOffset deadline, string orderUrl, DateTimeOffset asOf)
{
    private readonly string until = paid.Event.DayAndTime(deadline, asOf);

    private bool HasNoDate => paid.Event.Status == EventStatus.Postponed;

    private bool IsPaid => paid.Order.Total > 0;

    private int Count => paid.ValidTickets.Count;

    public string Title => SingleLineText.From(paid.Event.Title);

    public string Subject =>
        IsPaid
            ? T["{0}: refunds end {1}", BuyerMailText.Isolate(paid.Event.Title), until]
            : T["{0}: return your tickets by {1} if you can’t come", BuyerMailText.Isolate(paid.Event.Title), until];

    public string Headline => IsPaid ? T["Your refund offer ends soon"] : T["Can you still come?"];

    public string Greeting => BuyerMailText.Greeting(name);

    public IReadOnlyList<string> Paragraphs =>
        [
            HasNoDate
                ? T.Plural(
                    Count,
                    "This show has been postponed. We’ll announce a new date soon. Your ticket remains valid.",
                    "This show has been postponed. We’ll announce a new date soon. Your tickets remain valid."
                )
                : T.Plural(Count, "Your ticket remains valid.", "Your {0} tickets remain valid."),
            T["Still coming? There’s nothing you need to do."],
            BuyerMailText.RefundOffer(paid.Order, until),
        ];

    /// <summary>Empty while the event has no date.</summary>
    public IReadOnlyList<string> When => HasNoDate ? [] : [paid.Event.LongDay(), $"{paid.Event.DoorsAndStart()} ({paid.Event.ZoneText()})"];

    public string Where => paid.Where;

    public string Order => BuyerMailText.OrderAndReceipt(paid.Order);

    public string OrderUrl => orderUrl;

    public string Help => BuyerMailText.Help(paid.Venue);

    public string SupportEmail => paid.Venue.SupportEmail;

    public IReadOnlyList<string> SmallPrint => [BuyerMailText.KeepLink, BuyerMailText.Seller(paid.Seller, paid.Venue)];

    public string PlainText =>
        string.Join(
            '\n',
            [
                Greeting,
                "",
                Headline,
                "",
                .. Paragraphs.SelectMany(paragraph => new[] { paragraph, "" }),
                Title,
                .. When,
                Where,
                "",
                BuyerMailText.OrderNumber(Order),
                "",
                $"{T["View order"]}:",
                OrderUrl,
                "",
                Help,
                "",
                "--",
                .. paid.Venue.Texts.MailFootLines,
                .. SmallPrint,
                "",
            ]
        );
}
