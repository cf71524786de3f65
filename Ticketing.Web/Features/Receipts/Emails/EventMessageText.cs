using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Messages;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Documents;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Receipts.Emails;

/// <param name="Name">May be empty.</param>
/// <param name="Order">For people: with its receipt.</param>
/// <param name="Seller">As on the order.</param>
public sealed record MessageBuyer(string Name, string Order, string OrderUrl, string Seller)
{
    /// <summary>Null if the message is about the order.</summary>
    public string? UnsubscribeUrl { get; init; }

    /// <summary>For previews and tests.</summary>
    public static MessageBuyer CreateSample(string name, string orderUrl, SiteOptions venue) =>
        new(name, SampleOrder, orderUrl, venue.Seller);

    public const string SampleOrder = "K7QF-3M9D";
}

/// <param name="show">In the current language.</param>
/// <param name="asOf">When it is sent.</param>
public sealed class EventMessageText(EventMessage message, Event show, MessageBuyer buyer, SiteOptions venue, DateTimeOffset asOf)
{
    private readonly string body = message.GetBody(Language.Current);
    private readonly Uri site = new(venue.PublicBaseUrl);

    private bool IsNews => message.Topic == MessageTopic.News;

    public string Subject => message.GetSubject(Language.Current);

    public string Greeting => BuyerMailText.Greeting(buyer.Name);

    public string BodyHtml => MarkdownRenderer.ToMailHtml(body, site);

    public string ShowTitle => SingleLineText.From(show.Title);

    /// <summary>Empty while the event has no date.</summary>
    public IReadOnlyList<string> When =>
        show.Status == EventStatus.Postponed ? [] : [show.LongDay(), $"{show.DoorsAndStart()} ({show.ZoneText()})"];

    public string Where => string.Join(", ", new[] { show.Location, SingleLineText.From(show.Address) }.Where(part => part.Length > 0));

    public string Order => buyer.Order;

    public string OrderUrl => buyer.OrderUrl;

    public string ButtonLabel => show.EndsOrAssumedEndsAt > asOf ? T["View tickets"] : T["View order"];

    public string Help => BuyerMailText.Help(venue);

    public string SupportEmail => venue.SupportEmail;

    public string? UnsubscribeUrl => buyer.UnsubscribeUrl;

    public IReadOnlyList<string> SmallPrint =>
        [
            IsNews
                ? T["You’re receiving this because you bought tickets for {0}.", BuyerMailText.Isolate(show.Title)]
                : T["You’re receiving this because you have tickets for {0}.", BuyerMailText.Isolate(show.Title)],
            BuyerMailText.KeepLink,
            BuyerMailText.Seller(buyer.Seller, venue),
        ];

    public string PlainText =>
        string.Join(
            '\n',
            [
                Greeting,
                "",
                MarkdownRenderer.ToPlainText(body, site),
                "",
                ShowTitle,
                .. When,
                Where,
                "",
                BuyerMailText.OrderNumber(Order),
                "",
                $"{ButtonLabel}:",
                OrderUrl,
                "",
                Help,
                "",
                .. UnsubscribeUrl is { } url ? [$"{T["Unsubscribe"]}:", url, ""] : Array.Empty<string>(),
                "--",
                .. venue.Texts.MailFootLines,
                .. SmallPrint,
                "",
            ]
        );
}
