using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Ticketing.Infrastructure.Languages;

/// <summary>
/// Texts in the language of the current page, mail or document. Their English wording is their key in the resource files: Texts, and
/// StaffTexts for those that only staff see. A text that a language lacks stays English. Call it with literals: a test collects them.
/// </summary>
public sealed class Translator
{
    private static readonly ResourceManagerStringLocalizerFactory Files = new(
        Options.Create(new LocalizationOptions()),
        NullLoggerFactory.Instance
    );

    private static readonly IStringLocalizer Texts = Open("Texts");
    private static readonly IStringLocalizer StaffTexts = Open("StaffTexts");

    /// <param name="english">May contain placeholders such as {0}.</param>
    public string this[string english, params object?[] values] => Format(Find(english), values);

    /// <param name="one">Wording for one in English.</param>
    /// <param name="many">For other numbers in English, and the key of the translations. {0} is the number, {1} the first value.</param>
    public string Plural(long count, string one, string many, params object?[] values) =>
        Format(FindPlural(count, one, many), [count, .. values]);

    /// <inheritdoc cref="Plural"/>
    /// <remarks>Encodes the text; values may be HTML.</remarks>
    public IHtmlContent PluralHtml(long count, string one, string many, params object[] values) =>
        new HtmlContentBuilder().AppendFormat(HtmlEncode(FindPlural(count, one, many)), [count, .. values]);

    /// <summary>Encodes the text; values may be HTML.</summary>
    public IHtmlContent Html(string english, params object[] values) =>
        new HtmlContentBuilder().AppendFormat(HtmlEncode(Find(english)), values);

    /// <summary>For scripts, which choose by <c>Intl.PluralRules</c>: wordings with {0} by plural category.</summary>
    public IReadOnlyDictionary<string, string> GetPluralForms(string one, string many) =>
        Language.Current == Language.English
            ? new Dictionary<string, string> { [PluralRules.One] = one, [PluralRules.Other] = many }
            : PluralRules
                .GetCategories(Language.Current.Culture)
                .ToDictionary(category => category, category => Find(GetPluralKey(many, category), many));

    /// <summary>Key of a plural form in a resource file: "{0} tickets [few]".</summary>
    public static string GetPluralKey(string many, string category) => $"{many} [{category}]";

    /// <returns>Null if the resource file of this culture lacks the text.</returns>
    internal static string? FindTranslation(string english, CultureInfo culture)
    {
        using var _ = new Language(culture, culture).Use();
        return Look(english);
    }

    private static string FindPlural(long count, string one, string many)
    {
        if (Language.Current == Language.English)
        {
            return count == 1 ? one : many;
        }

        var category = PluralRules.GetCategory(Language.Current.Culture, count);
        return Find(GetPluralKey(many, category), count == 1 ? one : many);
    }

    private static string Find(string english) => Find(english, english);

    private static string Find(string key, string english)
    {
        if (Language.Current == Language.English)
        {
            return english;
        }

        if (Language.Current == Language.Pseudo)
        {
            return PseudoText.From(english);
        }

        return Look(key) ?? english;
    }

    private static string? Look(string key) =>
        Texts[key] is { ResourceNotFound: false } text ? text.Value
        : StaffTexts[key] is { ResourceNotFound: false } staffText ? staffText.Value
        : null;

    private static IStringLocalizer Open(string file) =>
        Files.Create($"Infrastructure.Languages.{file}", typeof(Translator).Assembly.GetName().Name!);

    private static string Format(string text, object?[] values) =>
        values.Length == 0 ? text : string.Format(Language.Current.Formats, text, values);

    // Braces of placeholders are not changed by it.
    private static string HtmlEncode(string text) => HtmlEncoder.Default.Encode(text);
}
