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
                "",
                $"Order {content.OrderAndReceipt}",
                .. content.Lines.Select(line => $"  {line.What}: {line.Amount}"),
                $"  Total: {content.Total}",
                .. content.Tax is { } tax ? [$"  {tax}"] : Array.Empty<string>(),
                "",
                "Open your order:",
                content.OrderUrl,
                "",
                .. content.EntryNote is { } door ? [door, ""] : Array.Empty<string>(),
                $"{content.Help} {content.SupportEmail}".TrimEnd(),
                "",
                "--",
                .. content.FooterLines,
                .. content.SmallPrint,
                "",
            ]
        );
}
