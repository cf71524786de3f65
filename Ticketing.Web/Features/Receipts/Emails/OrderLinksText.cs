namespace Ticketing.Features.Receipts.Emails;

internal static class OrderLinksText
{
    public static string Write(OrderLinksContent content) =>
        string.Join(
            '\n',
            [
                OrderLinksContent.Intro,
                "",
                .. content.Orders.SelectMany(order => new[] { order.Title, order.When, order.What, order.Url, "" }),
                OrderLinksContent.NotRequestedNote,
                "",
                content.Help,
                "",
                "--",
                .. content.FooterLines,
                .. content.SmallPrint,
                "",
            ]
        );
}
