using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Documents;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Receipts.Emails;

internal static class BuyerMailText
{
    public static string KeepLink => T["Anyone with this link can use your tickets, so please don’t share it."];

    /// <summary>For an address that nobody has proven.</summary>
    public static string NotOrderedNote => T["Didn’t order this? You can ignore this email."];

    /// <summary>Without a support address nobody reads replies, so none is promised.</summary>
    public static string Help(SiteOptions venue) =>
        venue.SupportEmail.Length > 0
            ? T["Need help? Reply to this email or write to {0}.", venue.SupportEmail]
            : T["Need help? Ask at the venue and give your order number."];

    /// <param name="name">May be empty.</param>
    public static string Greeting(string name) => name.Length == 0 ? T["Hello,"] : T["Hello {0},", Isolate(name)];

    /// <summary>A name inside a sentence; right-to-left ones are isolated.</summary>
    public static string Isolate(string name)
    {
        var line = SingleLineText.From(name);
        return TextBlock.ReadsRightToLeft(line) ? TextBlock.Isolate(line) : line;
    }

    /// <summary>"Blue Room Ltd, 14 Canal Street, Leeds".</summary>
    /// <param name="name">As on the order.</param>
    public static string Seller(string name, SiteOptions venue) =>
        string.Join(", ", new[] { SingleLineText.From(name), SingleLineText.From(venue.SellerAddress) }.Where(part => part.Length > 0));

    public static string TicketCount(int count) => T.Plural(count, "1 ticket", "{0} tickets");

    public static string OrderNumber(string reference) => T["Order {0}", reference];

    public static string OrderAndReceipt(Order order) =>
        order.ReceiptLabel.Length == 0 ? order.Reference
        : order.Company is null ? T["{0}, receipt {1}", order.Reference, order.ReceiptLabel]
        : T["{0}, invoice {1}", order.Reference, order.ReceiptLabel];

    /// <param name="until">Day and time.</param>
    public static string RefundOffer(Order order, string until) =>
        order.Total > 0
            ? T["Can’t make it? You can get a full refund until {0}. Open your order to ask for it.", until]
            : T["Can’t make it? Please return your tickets by {0}, so that others can come. Open your order to do so.", until];
}
