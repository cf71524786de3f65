using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Receipts.Emails;

public sealed class OrderLinksText(IReadOnlyList<LinkedOrder> orders, SiteOptions venue)
{
    public static string Intro => T["Here are the links to your tickets and receipts."];

    public static string NotRequestedNote => T["Didn’t request this? You can ignore this email. Nobody else has seen your orders."];

    public IReadOnlyList<LinkedOrder> Orders => orders;

    public string Subject => T.Plural(orders.Count, "Your order at {1}", "Your orders at {1}", SingleLineText.From(venue.VenueName));

    public string Help => BuyerMailText.Help(venue);

    public IReadOnlyList<string> FooterLines => venue.Texts.MailFootLines;

    public IReadOnlyList<string> SmallPrint => [BuyerMailText.KeepLink, venue.VenueName];
}
