using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Buyers;
using Ticketing.Features.Orders.Placing;

namespace Ticketing.Areas.Admin.Ui.Texts;

public static class OrderText
{
    public static string ToText(this OrderStatus status) =>
        status switch
        {
            OrderStatus.Pending => T["Not paid yet"],
            OrderStatus.Paid => T["Paid"],
            OrderStatus.Expired => T["Expired"],
            OrderStatus.PaidTooLate => T["Paid after sell-out"],
            OrderStatus.Refunded => T["Refunded"],
            _ => status.ToString(),
        };

    /// <param name="refunded">Minor units, in progress too.</param>
    /// <param name="total">What was paid, in minor units.</param>
    public static string ToText(this OrderStatus status, long refunded, long total) =>
        status != OrderStatus.Paid || refunded == 0 ? status.ToText()
        : refunded < total ? T["Part refunded"]
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
            OrderChannel.BoxOffice => T["Box office"],
            OrderChannel.Comp => T["Comp"],
            _ => T["Online"],
        };

    public static string ToText(this BoxOfficePayment payment) =>
        payment switch
        {
            BoxOfficePayment.CardTerminal => T["Card terminal"],
            BoxOfficePayment.Cash => T["Cash"],
            BoxOfficePayment.Complimentary => T["Complimentary"],
            _ => payment.ToString(),
        };

    public static string ToText(this BuyerError error) =>
        error switch
        {
            BuyerError.NameMissing => T["Enter a name."],
            BuyerError.NameTooLong => T["A name has at most {0} letters.", BuyerValidator.MaxNameLength],
            BuyerError.NameUnreadable => T["Enter a name using letters."],
            BuyerError.EmailMissing or BuyerError.EmailInvalid => T[
                "This is not a complete email address. It looks like name@example.com."
            ],
            _ => T["This is not a telephone number. Start with + and the country, or leave it empty."],
        };

    public static string ToText(this CompanyError error) =>
        error switch
        {
            CompanyError.NameMissing => T["Enter the name of the company."],
            CompanyError.NameTooLong => T["Shorten the name of the company to {0} characters.", Company.MaxNameLength],
            CompanyError.AddressMissing => T["Enter the address of the company."],
            CompanyError.AddressTooLong => T["Shorten the address of the company to {0} characters.", Company.MaxAddressLength],
            _ => T["Enter a valid VAT number, like GB123456789, or none."],
        };

    public static string CountOrders(int count) => T.Plural(count, "1 order", "{0} orders");

    public static string CountTickets(int count) => T.Plural(count, "1 ticket", "{0} tickets");
}
