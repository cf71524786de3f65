namespace Ticketing.Settings;

/// <summary>Markdown, except for the last two.</summary>
public sealed class VenueTexts
{
    public const int LongestPage = 20_000;
    public const int LongestPassage = 4_000;
    public const int LongestMailFoot = 500;
    public const int LongestTicketLine = 140;

    public string Welcome { get; set; } = "";

    /// <summary>Replaces the default terms.</summary>
    public string Terms { get; set; } = "";

    /// <summary>Added to the default privacy text.</summary>
    public string Privacy { get; set; } = "";

    public string FindUs { get; set; } = "";

    /// <summary>Plain text, one paragraph per line.</summary>
    public string MailFoot { get; set; } = "";

    /// <summary>Plain text.</summary>
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
