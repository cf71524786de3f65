using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Receipts.Emails;

/// <summary>A short message about an order, without a name: strangers may read the mailbox.</summary>
/// <param name="ButtonLabel">Null if there is nothing to press.</param>
public sealed record OrderNoticeText(string Heading, IReadOnlyList<string> Paragraphs, string? ButtonLabel, string Url)
{
    public required Order Order { get; init; }
    public required Event Event { get; init; }
    public required SiteOptions Venue { get; init; }

    public string Subject => T["{0}: order {1}", Heading, Order.Reference];

    public string Title => SingleLineText.From(Event.Title);

    public string When => Event.LongDay();

    public string Help => BuyerMailText.Help(Venue);

    public string PlainText =>
        string.Join(
            '\n',
            [
                .. Paragraphs.SelectMany(line => new[] { line, "" }),
                .. ButtonLabel is null ? [] : new[] { $"{ButtonLabel}:", Url, "" },
                Title,
                When,
                "",
                BuyerMailText.OrderNumber(Order.Reference),
                "",
                Help,
                "",
                "--",
                .. Venue.Texts.MailFootLines,
                Venue.VenueName,
                "",
            ]
        );
}
