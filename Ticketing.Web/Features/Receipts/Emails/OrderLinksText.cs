using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Receipts.Emails;

public sealed class OrderLinksText(IReadOnlyList<LinkedOrder> orders, SiteOptions venue)
{
    public const string Intro = "Here is the way to your tickets and receipts.";
    public const string NotRequestedNote =
        "Did you not ask for this? Then somebody typed your address. They have not seen your orders, and you need not do anything.";

    public IReadOnlyList<LinkedOrder> Orders => orders;

    public string Subject => $"Your {(orders.Count == 1 ? "order" : "orders")} at {SingleLineText.From(venue.VenueName)}";

    public string Title => $"Your orders at {venue.VenueName}";

    public string Help => venue.SupportEmail.Length > 0 ? $"{BuyerMailText.HelpByMail} {venue.SupportEmail}" : BuyerMailText.HelpAtTheVenue;

    public IReadOnlyList<string> FooterLines => venue.Texts.MailFootLines;

    public IReadOnlyList<string> SmallPrint => [BuyerMailText.KeepLink, venue.VenueName];
}
