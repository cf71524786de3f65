using Ticketing.Infrastructure.Configuration.Checks;

namespace Ticketing.Infrastructure.Configuration.Sections;

/// <summary>Texts that a venue writes itself, in one language. Markdown, except for the last two.</summary>
public class VenuePassages
{
    public const int MaxPageLength = 20_000;
    public const int MaxPassageLength = 4_000;
    public const int MaxMailFootLength = 500;
    public const int MaxTicketLineLength = 140;

    public string Welcome { get; set; } = "";

    /// <summary>Replaces the default terms.</summary>
    public string Terms { get; set; } = "";

    /// <summary>Added to the default privacy text.</summary>
    public string Privacy { get; set; } = "";

    /// <summary>Added to the seller's name and contact details.</summary>
    public string Imprint { get; set; } = "";

    public string FindUs { get; set; } = "";

    /// <summary>Plain text, one paragraph per line.</summary>
    public string MailFoot { get; set; } = "";

    /// <summary>Plain text.</summary>
    public string TicketLine { get; set; } = "";

    internal void ValidateLengths(SettingProblems problems, string prefix)
    {
        problems.RequireAtMost(MaxPassageLength, $"{prefix}:{nameof(Welcome)}", Welcome);
        problems.RequireAtMost(MaxPageLength, $"{prefix}:{nameof(Terms)}", Terms);
        problems.RequireAtMost(MaxPageLength, $"{prefix}:{nameof(Privacy)}", Privacy);
        problems.RequireAtMost(MaxPassageLength, $"{prefix}:{nameof(Imprint)}", Imprint);
        problems.RequireAtMost(MaxPassageLength, $"{prefix}:{nameof(FindUs)}", FindUs);
        problems.RequireAtMost(MaxMailFootLength, $"{prefix}:{nameof(MailFoot)}", MailFoot);
        problems.RequireAtMost(MaxTicketLineLength, $"{prefix}:{nameof(TicketLine)}", TicketLine);
    }
}
