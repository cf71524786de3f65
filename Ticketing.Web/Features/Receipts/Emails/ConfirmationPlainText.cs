namespace Ticketing.Features.Receipts.Emails;

internal static class ConfirmationPlainText
{
    public static string Write(ConfirmationText content) =>
        string.Join(
            '\n',
            [
                content.Greeting,
                "",
                content.Intro,
                "",
                .. content.Notice is { } notice ? [notice, ""] : Array.Empty<string>(),
                content.Title,
                content.Day,
                content.Hours,
                content.Where,
                .. content.AgeLimit is { } age ? [age] : Array.Empty<string>(),
                "",
                BuyerMailText.OrderNumber(content.OrderAndReceipt),
                .. content.Lines.Select(line => $"  {line.PlainText}"),
                $"  {T["Total"]}: {content.Total}",
                .. content.Tax is { } tax ? [$"  {tax}"] : Array.Empty<string>(),
                "",
                $"{content.LinkText}:",
                content.OrderUrl,
                "",
                .. content.EntryNote is { } door ? [door, ""] : Array.Empty<string>(),
                content.Help,
                "",
                "--",
                .. content.FooterLines,
                .. content.SmallPrint,
                "",
            ]
        );
}
