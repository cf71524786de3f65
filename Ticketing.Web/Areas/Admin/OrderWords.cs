using Ticketing.Orders;

namespace Ticketing.Areas.Admin;

public static class OrderWords
{
    public static string InWords(this OrderStatus status) => status switch
    {
        OrderStatus.Pending => "Not paid yet",
        OrderStatus.Paid => "Paid",
        OrderStatus.Expired => "Never paid",
        OrderStatus.PaidTooLate => "Paid too late",
        _ => status.ToString(),
    };

    public static string Kind(this OrderStatus status) => status switch
    {
        OrderStatus.Paid => "good",
        OrderStatus.PaidTooLate => "bad",
        OrderStatus.Pending => "warn",
        _ => "mute",
    };

    public static string InWords(this OrderChannel channel) => channel switch
    {
        OrderChannel.BoxOffice => "Box office",
        OrderChannel.Comp => "Comp",
        _ => "Online",
    };

    public static string InWords(this BoxOfficePayment payment) => payment switch
    {
        BoxOfficePayment.CardTerminal => "Card terminal",
        _ => payment.ToString(),
    };

    public static string InWords(this BuyerFault fault) => fault switch
    {
        BuyerFault.NameMissing => "Enter a name.",
        BuyerFault.NameTooLong => $"A name has at most {BuyerDetails.LongestName} letters.",
        BuyerFault.NameUnreadable => "This cannot be read as a name.",
        BuyerFault.EmailMissing or BuyerFault.EmailInvalid => "This is not a complete e-mail address. It looks like name@example.com.",
        _ => "This is not a telephone number. Start with + and the country, or leave it empty.",
    };

    public static string Orders(int count) => count == 1 ? "1 order" : $"{count} orders";

    public static string Tickets(int count) => count == 1 ? "1 ticket" : $"{count} tickets";
}
