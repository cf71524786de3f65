using System.Globalization;

namespace Ticketing.Infrastructure.Languages;

/// <summary>A language that the program ships.</summary>
/// <param name="Culture">Its tag is that of the pages, such as "de".</param>
/// <param name="Formats">Culture of dates and numbers; may be that of a country.</param>
public sealed record Language(CultureInfo Culture, CultureInfo Formats)
{
    public const int MaxTagLength = 16;

    /// <summary>The language of the texts and date patterns in the code.</summary>
    public static Language English { get; } = new(CultureInfo.GetCultureInfo("en-GB"), CultureInfo.InvariantCulture);

    /// <summary>Not offered unless the configuration names it: for finding texts that were not translated.</summary>
    public static Language Pseudo { get; } = new(CultureInfo.GetCultureInfo("qps-ploc"), CultureInfo.InvariantCulture);

    /// <summary>Of the current page, mail or document.</summary>
    public static Language Current => ShippedLanguages.Find(CultureInfo.CurrentUICulture.Name) ?? English;

    /// <summary>BCP 47, such as "en-GB".</summary>
    public string Tag => Culture.Name;

    /// <summary>First part of the paths of its pages, such as "en".</summary>
    public string Prefix => Culture.TwoLetterISOLanguageName;

    /// <summary>For <c>Intl</c> in scripts: its numbers have Latin digits, like the server's.</summary>
    public string NumberTag => $"{(Formats.Name.Length == 0 ? English.Tag : Formats.Name)}-u-nu-latn";

    /// <summary>In the language itself.</summary>
    public string Name => (Culture.IsNeutralCulture ? Culture : Culture.Parent).NativeName;

    /// <summary>German law asks for certain wordings on the pages.</summary>
    public bool IsGerman => Prefix == "de";

    public bool IsRightToLeft => Culture.TextInfo.IsRightToLeft;

    /// <summary>Value of the HTML attribute <c>dir</c>.</summary>
    public string Direction => IsRightToLeft ? "rtl" : "ltr";

    /// <summary>Until the result is disposed, texts and formats of this thread of execution are in this language.</summary>
    public IDisposable Use()
    {
        var before = new Before(CultureInfo.CurrentUICulture);
        CultureInfo.CurrentUICulture = Culture;
        return before;
    }

    private sealed class Before(CultureInfo culture) : IDisposable
    {
        public void Dispose() => CultureInfo.CurrentUICulture = culture;
    }
}
