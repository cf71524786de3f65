using Ticketing.Infrastructure.Configuration.Checks;
using Ticketing.Infrastructure.Languages;

namespace Ticketing.Infrastructure.Configuration.Sections;

/// <summary>In the default language.</summary>
public sealed class VenueTexts : VenuePassages
{
    /// <summary>By language tag.</summary>
    public Dictionary<string, VenuePassages> Translations { get; set; } = [];

    /// <summary>Texts without a translation are in the default language.</summary>
    public VenuePassages InCurrentLanguage
    {
        get
        {
            var own = FindTranslation(Language.Current.Tag);
            return own is null
                ? this
                : new VenuePassages
                {
                    Welcome = Choose(own.Welcome, Welcome),
                    Terms = Choose(own.Terms, Terms),
                    Privacy = Choose(own.Privacy, Privacy),
                    Imprint = Choose(own.Imprint, Imprint),
                    FindUs = Choose(own.FindUs, FindUs),
                    MailFoot = Choose(own.MailFoot, MailFoot),
                    TicketLine = Choose(own.TicketLine, TicketLine),
                };
        }
    }

    /// <summary>In the current language.</summary>
    public IReadOnlyList<string> MailFootLines =>
        InCurrentLanguage.MailFoot.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public VenuePassages? FindTranslation(string tag) =>
        Translations.FirstOrDefault(translation => translation.Key.Equals(tag, StringComparison.OrdinalIgnoreCase)).Value;

    internal void Validate(SettingProblems problems, string prefix)
    {
        ValidateLengths(problems, prefix);
        foreach (var (tag, passages) in Translations)
        {
            var key = $"{prefix}:{nameof(Translations)}:{tag}";
            problems.Require(ShippedLanguages.Find(tag) is not null, key, $"'{tag}' is not one of the program's languages");
            passages.ValidateLengths(problems, key);
        }
    }

    private static string Choose(string translation, string original) => translation.Length > 0 ? translation : original;
}
