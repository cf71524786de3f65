namespace Ticketing.Receipts;

internal static class ConfirmationText
{
    public static string Write(ConfirmationWords words, string url) => string.Join('\n',
    [
        words.Greeting, "",
        words.Lead, "",
        .. words.Notice is { } notice ? [notice, ""] : Array.Empty<string>(),
        words.Title, words.Day, words.Hours, words.Where, "",
        $"Order {words.Papers}",
        .. words.Lines.Select(line => $"  {line.What}: {line.Amount}"),
        $"  Total: {words.Total}",
        .. words.Tax is { } tax ? [$"  {tax}"] : Array.Empty<string>(), "",
        "Open your order:", url, "",
        .. words.AtTheDoor is { } door ? [door, ""] : Array.Empty<string>(),
        $"{words.Help} {words.SupportEmail}".TrimEnd(), "",
        "--", .. words.Foot, .. words.Small, "",
    ]);
}
