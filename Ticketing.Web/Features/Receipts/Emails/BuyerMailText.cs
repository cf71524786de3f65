using Ticketing.Infrastructure.Documents;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Receipts.Emails;

internal static class BuyerMailText
{
    private const string IsolateStart = "\u2068";
    private const string IsolateEnd = "\u2069";

    public const string KeepLink =
        "The link opens your order without a password. Whoever has it can download your tickets, so keep it to yourself.";

    /// <summary>For an address that nobody has proven.</summary>
    public const string NotOrderedNote = "Didn’t order this? You can ignore this email.";

    /// <summary>Without a support address nobody reads replies, so none is promised.</summary>
    public const string HelpAtTheVenue = "Something wrong? Please ask at the venue, and name the order.";

    public const string HelpByMail = "Something wrong? Reply to this e-mail, or write to";

    /// <param name="name">May be empty.</param>
    public static string Greeting(string name) => name.Length == 0 ? "Hello," : $"Hello {Isolate(name)},";

    /// <summary>A name inside a sentence; right-to-left ones are isolated.</summary>
    public static string Isolate(string name)
    {
        var line = SingleLineText.From(name);
        return TextBlock.ReadsRightToLeft(line) ? IsolateStart + line + IsolateEnd : line;
    }

    public static string TicketCount(int count) =>
        count == 1 ? "1 ticket" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{count} tickets");
}
