namespace Ticketing.Features.Receipts.Emails;

internal static class OrderLinksPlainText
{
    public static string Write(OrderLinksText content) =>
        string.Join(
            '\n',
            [
                OrderLinksText.Intro,
                "",
                .. content.Orders.SelectMany(order => new[] { order.Title, order.When, order.What, order.Url, "" }),
                OrderLinksText.NotRequestedNote,
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
