using System.Globalization;
using Ticketing.Infrastructure.Configuration.Saved;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Languages;

namespace Ticketing.Features.Settings;

/// <summary>
/// Public address, secrets and infrastructure are for the operator only. The time zone may change: events have their own, and instants are
/// stored.
/// </summary>
public static class SettingFields
{
    public const string Currency = "Site:Currency";

    public static IReadOnlyList<SettingField> All { get; } =
    [
        .. Venue(),
        .. Contact(),
        .. Legal(),
        .. Texts(),
        .. Languages(),
        .. Translations(),
        .. Money(),
        .. Checkout(),
        .. Messages(),
        .. Website(),
    ];

    public static SettingField? Find(string key) => All.FirstOrDefault(field => field.Key.Equals(key, StringComparison.OrdinalIgnoreCase));

    private static SettingField[] Venue() =>
        [
            new("Site:VenueName", SettingGroup.Venue, () => T["Name"], s => s.Site.VenueName)
            {
                MaxLength = SiteOptions.MaxNameLength,
                GetHint = () => T["As buyers know it: on every page, email and ticket"],
            },
            new("Site:AccentColor", SettingGroup.Venue, () => T["Accent colour"], s => s.Site.AccentColor, SettingKind.Colour)
            {
                MaxLength = 7,
                GetHint = () => T["Of buttons and links, like #d43d22"],
            },
            new("Site:TimeZone", SettingGroup.Venue, () => T["Time zone"], s => s.Site.TimeZone, SettingKind.TimeZone)
            {
                MaxLength = 64,
                GetHint = () => T["New events start with it, and the admin area tells times in it. Events keep the one they have"],
            },
        ];

    private static SettingField[] Contact() =>
        [
            new("Site:SupportEmail", SettingGroup.Contact, () => T["Email for questions"], s => s.Site.SupportEmail)
            {
                GetHint = () => T["Buyers write to it, and replies to our emails go there"],
            },
            new("Site:SupportPhone", SettingGroup.Contact, () => T["Phone"], s => s.Site.SupportPhone)
            {
                MaxLength = SiteOptions.MaxPhoneLength,
            },
            new("Site:Address", SettingGroup.Contact, () => T["Address"], s => s.Site.Address, SettingKind.Lines)
            {
                MaxLength = SiteOptions.MaxAddressLength,
                Rows = 3,
                GetHint = () => T["Where buyers find you"],
            },
            new("Site:Texts:FindUs", SettingGroup.Contact, () => T["Directions"], s => s.Site.Texts.FindUs, SettingKind.Markdown)
            {
                MaxLength = VenuePassages.MaxPassageLength,
                Rows = 6,
                GetHint = () => WithMarkdown(T["On “Find us”: bus, train, bicycle, parking, step-free access."]),
            },
        ];

    private static SettingField[] Legal() =>
        [
            new("Site:LegalName", SettingGroup.Legal, () => T["Legal name"], s => s.Site.LegalName)
            {
                MaxLength = SiteOptions.MaxNameLength,
                GetHint = () => T["Who sells, on receipts and in the terms; empty: the venue’s name"],
            },
            new("Site:LegalAddress", SettingGroup.Legal, () => T["Registered address"], s => s.Site.LegalAddress, SettingKind.Lines)
            {
                MaxLength = SiteOptions.MaxAddressLength,
                Rows = 3,
                GetHint = () => T["Empty: the address under Contact"],
            },
            new("Site:TaxNumber", SettingGroup.Legal, () => T["Tax number"], s => s.Site.TaxNumber)
            {
                MaxLength = SiteOptions.MaxTaxNumberLength,
            },
        ];

    private static SettingField[] Texts() =>
        [
            new("Site:Texts:Welcome", SettingGroup.Texts, () => T["Welcome"], s => s.Site.Texts.Welcome, SettingKind.Markdown)
            {
                MaxLength = VenuePassages.MaxPassageLength,
                Rows = 4,
                GetHint = () => WithMarkdown(T["On the front page, above the concerts."]),
            },
            new("Site:Texts:Terms", SettingGroup.Texts, () => T["Terms of sale"], s => s.Site.Texts.Terms, SettingKind.Markdown)
            {
                MaxLength = VenuePassages.MaxPageLength,
                Rows = 10,
                GetHint = () =>
                    WithMarkdown(T["Instead of the terms that come with the program; who sells is said above them in any case."]),
            },
            new("Site:Texts:Privacy", SettingGroup.Texts, () => T["Privacy"], s => s.Site.Texts.Privacy, SettingKind.Markdown)
            {
                MaxLength = VenuePassages.MaxPageLength,
                Rows = 6,
                GetHint = () => WithMarkdown(T["Below what the program itself stores and sends."]),
            },
            new("Site:Texts:Imprint", SettingGroup.Texts, () => T["Imprint"], s => s.Site.Texts.Imprint, SettingKind.Markdown)
            {
                MaxLength = VenuePassages.MaxPassageLength,
                Rows = 4,
                GetHint = () =>
                    WithMarkdown(
                        T["Below legal name, address, contact and tax number, such as who represents the company and its register entry."]
                    ),
            },
            new("Site:Texts:MailFoot", SettingGroup.Texts, () => T["Email footer"], s => s.Site.Texts.MailFoot, SettingKind.Lines)
            {
                MaxLength = VenuePassages.MaxMailFootLength,
                Rows = 3,
                GetHint = () => T["Plain text at the end of every email"],
            },
            new("Site:Texts:TicketLine", SettingGroup.Texts, () => T["Line on tickets"], s => s.Site.Texts.TicketLine)
            {
                MaxLength = VenuePassages.MaxTicketLineLength,
                GetHint = () => T["Plain text, such as: Large bags stay in the cloakroom"],
            },
        ];

    private static SettingField[] Languages() =>
        [
            new(
                "Localization:Default",
                SettingGroup.Languages,
                () => T["Default language"],
                s => s.Languages.Offered[0].Tag,
                SettingKind.Language
            )
            {
                GetHint = () =>
                    T["Of pages without a language in their address, and of the texts that you write for the shop and its events"],
            },
            new(
                "Localization:Languages",
                SettingGroup.Languages,
                () => T["Languages for buyers"],
                s => SettingConverter.FormatLanguages(s.Languages.Offered.Select(language => language.Tag)),
                SettingKind.Languages
            )
            {
                GetHint = () => T["The default is always one of them. Emails about an order stay in its language while that is offered"],
            },
        ];

    private static IEnumerable<SettingField> Translations() =>
        from language in ShippedLanguages.All
        from field in Contact().Concat(Texts())
        where field.Key.StartsWith("Site:Texts:", StringComparison.Ordinal)
        select field with
        {
            Key = $"Site:Texts:{nameof(VenueTexts.Translations)}:{language.Tag}:{field.Name}",
            Group = SettingGroup.Translations,
            Language = language,
            Read = s => s.Site.Texts.FindTranslation(language.Tag) is { } passages ? ReadPassage(passages, field.Name) : "",
        };

    private static string WithMarkdown(string hint) =>
        $"{hint} {T["Markdown: **bold**, *italic*, [a link](https://…), lists with -, headings with #"]}";

    private static string ReadPassage(VenuePassages passages, string name) =>
        name switch
        {
            nameof(VenuePassages.Welcome) => passages.Welcome,
            nameof(VenuePassages.Terms) => passages.Terms,
            nameof(VenuePassages.Privacy) => passages.Privacy,
            nameof(VenuePassages.Imprint) => passages.Imprint,
            nameof(VenuePassages.FindUs) => passages.FindUs,
            nameof(VenuePassages.MailFoot) => passages.MailFoot,
            nameof(VenuePassages.TicketLine) => passages.TicketLine,
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such text."),
        };

    private static SettingField[] Money() =>
        [
            new(Currency, SettingGroup.Money, () => T["Currency"], s => s.Site.Currency, SettingKind.Currency)
            {
                MaxLength = 3,
                GetHint = () => T["ISO code, like GBP; fixed from the first order on"],
            },
            new(
                "Pricing:BookingFeePercent",
                SettingGroup.Money,
                () => T["Booking fee, per cent"],
                s => Number(s.Pricing.BookingFeePercent),
                SettingKind.Percent
            )
            {
                MaxLength = 12,
                GetHint = () => T["Of the ticket’s price, on each ticket that costs something"],
            },
            new(
                "Pricing:BookingFeeFixed",
                SettingGroup.Money,
                () => T["Booking fee, fixed"],
                s => Number(s.Pricing.BookingFeeFixed),
                SettingKind.Amount
            )
            {
                MaxLength = 16,
                GetHint = () => T["On each ticket that costs something, beside the percentage"],
            },
            new(
                "Pricing:BookingFeeAtBoxOffice",
                SettingGroup.Money,
                () => T["Take the booking fee for sales by staff too"],
                s => Switch(s.Pricing.BookingFeeAtBoxOffice),
                SettingKind.Switch
            ),
            new(
                "Pricing:TaxRatePercent",
                SettingGroup.Money,
                () => T["Tax rate, per cent"],
                s => Number(s.Pricing.TaxRatePercent),
                SettingKind.Percent
            )
            {
                MaxLength = 12,
                GetHint = () => T["Prices and fees contain it"],
            },
            new("Pricing:TaxName", SettingGroup.Money, () => T["Name of the tax"], s => s.Pricing.TaxName)
            {
                MaxLength = PricingOptions.MaxTaxNameLength,
                GetHint = () => T["On prices and receipts, such as VAT or GST. “VAT” is translated for buyers"],
            },
        ];

    private static SettingField[] Checkout() =>
        [
            new(
                "Holds:Lifetime",
                SettingGroup.Checkout,
                () => T["Minutes for which tickets are held"],
                s => s.Holds.Lifetime.ToString("c", CultureInfo.InvariantCulture),
                SettingKind.Minutes
            )
            {
                MaxLength = 8,
                GetHint = () => T["For a buyer who has not begun to pay. Tickets held already keep their time"],
            },
            new(
                "Checkout:PhoneRequired",
                SettingGroup.Checkout,
                () => T["Buyers must give a phone number"],
                s => Switch(s.Checkout.PhoneRequired),
                SettingKind.Switch
            ),
            new(
                "Orders:MaxFreeTicketsPerPerson",
                SettingGroup.Checkout,
                () => T["Free tickets per person"],
                s => Number(s.Orders.MaxFreeTicketsPerPerson)
            )
            {
                MaxLength = 4,
                GetHint = () => T["Of one event, for each email address and each browser. An event may have another limit"],
            },
            new(
                "Orders:ConfirmFreeByEmail",
                SettingGroup.Checkout,
                () => T["Confirm free orders by email"],
                s => Switch(s.Orders.ConfirmFreeByEmail),
                SettingKind.Switch
            ),
        ];

    private static SettingField[] Messages() =>
        [
            new(
                "Messages:RemindBuyers",
                SettingGroup.Messages,
                () => T["Remind buyers before the event"],
                s => Switch(s.Messages.RemindBuyers),
                SettingKind.Switch
            )
            {
                GetHint = () => T["By email with their tickets. Each event can differ"],
            },
            new("Messages:AllowNews", SettingGroup.Messages, () => T["Allow news"], s => Switch(s.Messages.AllowNews), SettingKind.Switch)
            {
                GetHint = () =>
                    T[
                        "Lets staff email buyers about other things than their tickets, with a link to unsubscribe. Most countries require "
                            + "the buyers’ consent first, and this shop does not ask for it"
                    ],
            },
        ];

    private static string Number(decimal value) => value.ToString("0.##########", CultureInfo.InvariantCulture);

    private static string Switch(bool on) => on ? SettingConverter.On : SettingConverter.Off;

    private static SettingField[] Website() =>
        [
            new(
                "Embed:AllowedSites",
                SettingGroup.Website,
                () => T["Sites that may show your list of events"],
                s => SavedLists.Join(s.Embed.Origins),
                SettingKind.Sites
            )
            {
                MaxLength = 2000,
                Rows = 4,
                GetHint = () => T["One per line, like https://www.example.org. No other site can show it."],
            },
        ];
}
