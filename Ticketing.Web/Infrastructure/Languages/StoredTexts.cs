using System.Text.RegularExpressions;

namespace Ticketing.Infrastructure.Languages;

/// <summary>
/// Jobs store what happened in English, because they do not know who will read it. This shows it in the reader's language. What
/// others said, such as a mail server, stays as it is.
/// </summary>
/// <param name="known">
/// The texts that jobs store, with up to two values. In English each must be worded as it is stored: it is recognised by that.
/// </param>
public sealed class StoredTexts(params IReadOnlyList<Func<string, string, string>> known)
{
    private const string First = "\u0001";
    private const string Second = "\u0002";
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(1);

    private readonly IReadOnlyList<(Regex English, Func<string, string, string> Text)> texts =
    [
        .. known.Select(text => (ToPattern(InEnglish(text)), text)),
    ];

    /// <returns>Null if the program did not write it.</returns>
    public string? Find(string stored)
    {
        try
        {
            return FindKnown(stored);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private string? FindKnown(string stored)
    {
        foreach (var (english, text) in texts)
        {
            if (english.Match(stored) is { Success: true } match)
            {
                return text(Translate(match.Groups["first"].Value), Translate(match.Groups["second"].Value));
            }
        }

        return null;
    }

    private string Translate(string value) => value.Length == 0 ? "" : FindKnown(value) ?? value;

    private static string InEnglish(Func<string, string, string> text)
    {
        using var _ = Language.English.Use();
        return text(First, Second);
    }

    private static Regex ToPattern(string english)
    {
        var escaped = Regex.Escape(english);
        var pattern = escaped
            .Replace(First, "(?<first>.+?)", StringComparison.Ordinal)
            .Replace(Second, "(?<second>.+)", StringComparison.Ordinal);
        return new Regex($"^{pattern}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline, MaxTime);
    }
}
