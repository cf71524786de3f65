using Ticketing.Features.Events.Catalog;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Receipts.Emails;

/// <param name="name">Of the buyer. May be empty.</param>
/// <param name="asOf">Dates have a year if it is not the year of this.</param>
public sealed class TicketReminderText(PaidOrder paid, string name, string orderUrl, DateTimeOffset asOf)
{
    private int Count => paid.ValidTickets.Count;

    public string Title => SingleLineText.From(paid.Event.Title);

    public string Subject =>
        T.Plural(
            Count,
            "Your ticket for {1}, {2}",
            "Your tickets for {1}, {2}",
            BuyerMailText.Isolate(paid.Event.Title),
            paid.Event.ShortDay(asOf)
        );

    public string Headline => T["See you on {0}", paid.Event.LongDay(asOf)];

    public string Greeting => BuyerMailText.Greeting(name);

    public IReadOnlyList<string> Paragraphs =>
        [
            T.Plural(
                Count,
                "Your ticket is attached again, with a calendar file.",
                "Your {0} tickets are attached again, with a calendar file."
            ),
            T.Plural(
                Count,
                "Show the code at the door, on your phone or on paper. Each code admits one person, once.",
                "Show the codes at the door, on your phone or on paper. Each code admits one person, once."
            ),
        ];

    public IReadOnlyList<string> When => [paid.Event.LongDay(), $"{paid.Event.DoorsAndStart()} ({paid.Event.ZoneText()})"];

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
                .. Paragraphs,
                "",
                Title,
                .. When,
                Where,
                "",
                BuyerMailText.OrderNumber(Order),
                "",
                $"{T["View tickets"]}:",
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
