using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Buyers;
using Ticketing.Features.Orders.Placing;

namespace Ticketing.Areas.Admin.Ui.Texts;

public static class OrderText
{
    public static string ToText(this OrderStatus status) =>
        status switch
        {
            OrderStatus.Pending => "Not paid yet",
            OrderStatus.Paid => "Paid",
            OrderStatus.Expired => "Never paid",
            OrderStatus.PaidTooLate => "Paid too late",
            OrderStatus.Refunded => "Refunded",
            _ => status.ToString(),
        };

    /// <param name="refunded">Minor units, in progress too.</param>
    /// <param name="total">What was paid, in minor units.</param>
    public static string ToText(this OrderStatus status, long refunded, long total) =>
        status != OrderStatus.Paid || refunded == 0 ? status.ToText()
        : refunded < total ? "Part refunded"
        : OrderStatus.Refunded.ToText();

    /// <summary>A warning for a paid order that is refunded in part, or whose refund is not complete.</summary>
    public static string ChipClass(this OrderStatus status, long refunded) =>
        status == OrderStatus.Paid && refunded > 0 ? "warn" : status.ChipClass();

    public static string ChipClass(this OrderStatus status) =>
        status switch
        {
            OrderStatus.Paid => "good",
            OrderStatus.PaidTooLate => "bad",
            OrderStatus.Pending => "warn",
            _ => "mute",
        };

    public static string ToText(this OrderChannel channel) =>
        channel switch
        {
            OrderChannel.BoxOffice => "Box office",
            OrderChannel.Comp => "Comp",
            _ => "Online",
        };

    public static string ToText(this BoxOfficePayment payment) =>
        payment switch
        {
            BoxOfficePayment.CardTerminal => "Card terminal",
            _ => payment.ToString(),
        };

    public static string ToText(this BuyerError error) =>
        error switch
        {
            BuyerError.NameMissing => "Enter a name.",
            BuyerError.NameTooLong => $"A name has at most {BuyerValidator.MaxNameLength} letters.",
            BuyerError.NameUnreadable => "This cannot be read as a name.",
            BuyerError.EmailMissing or BuyerError.EmailInvalid => "This is not a complete email address. It looks like name@example.com.",
            _ => "This is not a telephone number. Start with + and the country, or leave it empty.",
        };

    public static string ToText(this CompanyError error) =>
        error switch
        {
            CompanyError.NameMissing => "Enter the company’s name.",
            CompanyError.NameTooLong => $"Shorten the company’s name to {Company.MaxNameLength} characters.",
            CompanyError.AddressMissing => "Enter the company’s address.",
            CompanyError.AddressTooLong => $"Shorten the company’s address to {Company.MaxAddressLength} characters.",
            _ => "Enter a valid VAT number, like GB123456789, or leave it empty.",
        };

    public static string CountOrders(int count) => count == 1 ? "1 order" : $"{count} orders";

    public static string CountTickets(int count) => count == 1 ? "1 ticket" : $"{count} tickets";
}
