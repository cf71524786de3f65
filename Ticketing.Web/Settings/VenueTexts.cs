namespace Ticketing.Settings;

/// <summary>The venue's own words; empty where it has none. Markdown, but for the last two.</summary>
public sealed class VenueTexts
{
    public const int LongestPage = 20_000;
    public const int LongestPassage = 4_000;
    public const int LongestMailFoot = 500;
    public const int LongestTicketLine = 140;

    /// <summary>On the front page.</summary>
    public string Welcome { get; set; } = "";

    /// <summary>Instead of the terms that come with the program.</summary>
    public string Terms { get; set; } = "";

    /// <summary>Below what the program itself says about privacy.</summary>
    public string Privacy { get; set; } = "";

    /// <summary>How to get there.</summary>
    public string FindUs { get; set; } = "";

    /// <summary>At the foot of every mail. Plain text, a paragraph per line.</summary>
    public string MailFoot { get; set; } = "";

    /// <summary>On every ticket. Plain text, one line.</summary>
    public string TicketLine { get; set; } = "";

    public IReadOnlyList<string> MailFootLines => MailFoot.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    internal void Check(SettingFindings found, string prefix)
    {
        found.RequireAtMost(LongestPassage, $"{prefix}:{nameof(Welcome)}", Welcome);
        found.RequireAtMost(LongestPage, $"{prefix}:{nameof(Terms)}", Terms);
        found.RequireAtMost(LongestPage, $"{prefix}:{nameof(Privacy)}", Privacy);
        found.RequireAtMost(LongestPassage, $"{prefix}:{nameof(FindUs)}", FindUs);
        found.RequireAtMost(LongestMailFoot, $"{prefix}:{nameof(MailFoot)}", MailFoot);
        found.RequireAtMost(LongestTicketLine, $"{prefix}:{nameof(TicketLine)}", TicketLine);
    }
}
