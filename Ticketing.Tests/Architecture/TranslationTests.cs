using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Ticketing.Infrastructure.Languages;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Architecture;

/// <summary>Compares the texts in the code with the resource files of each language.</summary>
public sealed partial class TranslationTests
{
    private const string Folder = "Ticketing.Web/Infrastructure/Languages";
    private const string ForBuyers = "Texts";
    private const string ForStaff = "StaffTexts";

    /// <summary>Folders and files whose texts only staff see. They are not translated into every language of the buyers.</summary>
    private static readonly string[] StaffSources =
    [
        "Ticketing.Web/Areas/",
        "Ticketing.Web/Features/Accounts/",
        "Ticketing.Web/Features/Backups/",
        "Ticketing.Web/Features/Cancellations/",
        "Ticketing.Web/Features/CheckIn/",
        "Ticketing.Web/Features/Events/Editing/",
        "Ticketing.Web/Features/Events/Posters/EditPoster.cs",
        "Ticketing.Web/Features/Events/Translations/",
        "Ticketing.Web/Features/GoLive/",
        "Ticketing.Web/Features/Insights/",
        "Ticketing.Web/Features/Messages/Editing/",
        "Ticketing.Web/Features/OutgoingWebhooks/",
        "Ticketing.Web/Features/Payments/Disputes/",
        "Ticketing.Web/Features/Payments/Reconciliation/",
        "Ticketing.Web/Features/Payments/Refunds/",
        "Ticketing.Web/Features/Promotions/Editing/",
        "Ticketing.Web/Features/Recovery/",
        "Ticketing.Web/Features/Rescheduling/",
        "Ticketing.Web/Features/Settings/",
        "Ticketing.Web/Features/Settlements/",
        "Ticketing.Web/Infrastructure/Audit/",
        "Ticketing.Web/Infrastructure/Configuration/",
        "Ticketing.Web/Infrastructure/Data/Snapshots/",
        "Ticketing.Web/Infrastructure/Documents/Branding/Accent.cs",
        "Ticketing.Web/Infrastructure/Documents/Images/",
        "Ticketing.Web/Infrastructure/Localization/LocalTimeConverter.cs",
        "Ticketing.Web/Infrastructure/Localization/VenueClock.cs",
        "Ticketing.Web/Infrastructure/Notifications/Admin/",
        "Ticketing.Web/Pages/Events/Preview.cshtml",
    ];

    public static TheoryData<string> Translations => [.. ShippedLanguages.All.Skip(1).Select(language => language.Tag)];

    public static TheoryData<string> StaffTranslations => [.. ShippedLanguages.ForStaff.Skip(1).Select(language => language.Tag)];

    public static TheoryData<string, string> Files =>
        [
            .. ShippedLanguages.All.Skip(1).Select(language => (ForBuyers, language.Tag)),
            .. ShippedLanguages.ForStaff.Skip(1).Select(language => (ForStaff, language.Tag)),
        ];

    [Fact]
    public void German_and_Arabic_ship_beside_English() =>
        Assert.Equal(["en-GB", "ar", "de"], ShippedLanguages.All.Select(language => language.Tag));

    [Fact]
    public void Staff_read_English_and_German() =>
        Assert.Equal(["en-GB", "de"], ShippedLanguages.ForStaff.Select(language => language.Tag));

    [Theory, MemberData(nameof(Translations))]
    public void Every_text_is_translated(string tag) =>
        Assert.Empty(FindKeys(tag, file => !IsForStaff(file)).Except(ReadResources(ForBuyers, tag).Keys));

    [Theory, MemberData(nameof(StaffTranslations))]
    public void Every_text_for_staff_is_translated(string tag) =>
        Assert.Empty(FindKeys(tag, IsForStaff).Except(ReadResources(ForBuyers, tag).Keys).Except(ReadResources(ForStaff, tag).Keys));

    [Theory, MemberData(nameof(Translations))]
    public void Every_translation_is_used(string tag) =>
        Assert.Empty(
            ReadResources(ForBuyers, tag).Keys.Where(key => !key.StartsWith('[')).Except(FindKeys(tag, file => !IsForStaff(file)))
        );

    [Theory, MemberData(nameof(StaffTranslations))]
    public void Every_translation_for_staff_is_used(string tag) =>
        Assert.Empty(ReadResources(ForStaff, tag).Keys.Where(key => !key.StartsWith('[')).Except(FindKeys(tag, IsForStaff)));

    [Fact]
    public void Buyers_read_of_shows_and_not_of_events()
    {
        Assert.DoesNotContain(
            ReadResources(ForBuyers, "ar").Keys,
            text => text.Replace("leisure events", "", StringComparison.Ordinal).Contains("event", StringComparison.OrdinalIgnoreCase)
        );
        Assert.DoesNotContain(ReadResources(ForBuyers, "de").Values, text => text.Contains("Veranstaltung", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(StaffTranslations))]
    public void Texts_of_buyers_are_not_translated_again_for_staff(string tag) =>
        Assert.Empty(ReadResources(ForStaff, tag).Keys.Intersect(ReadResources(ForBuyers, tag).Keys));

    /// <summary>The build ignores the second of two names that differ in case only.</summary>
    [Theory, MemberData(nameof(Files))]
    public void Names_differ_in_more_than_case(string file, string tag) =>
        Assert.DoesNotContain(
            ReadResources(file, tag).Keys.GroupBy(key => key, StringComparer.OrdinalIgnoreCase),
            keys => keys.Count() > 1
        );

    [Theory, MemberData(nameof(Files))]
    public void Translations_have_the_placeholders_of_the_text(string file, string tag) =>
        Assert.Empty(ReadResources(file, tag).Where(entry => !HasSamePlaceholders(entry.Key, entry.Value)).Select(entry => entry.Key));

    [Fact]
    public void Texts_are_literals_that_the_tests_can_collect()
    {
        var strays =
            from file in FindSources()
            where !file.StartsWith("Ticketing.Web/Infrastructure/Languages/", StringComparison.Ordinal)
            let code = Repository.Read(file)
            let found = Call.Count(code)
            let read = TextCall.Count(code) + PluralCall.Count(code) + PatternCall.Count(code)
            where found != read
            select $"{file}: {found} texts, {read} of them literals";
        Assert.Empty(strays);
    }

    private static HashSet<string> FindKeys(string tag, Func<string, bool> isSearched)
    {
        var keys = new HashSet<string>();
        var categories = PluralRules.GetCategories(CultureInfo.GetCultureInfo(tag));
        foreach (var code in FindSources().Where(isSearched).Select(Repository.Read))
        {
            keys.UnionWith(TextCall.Matches(code).Concat(PatternCall.Matches(code)).Select(match => Join(match.Groups["text"])));
            keys.UnionWith(
                from match in PluralCall.Matches(code)
                from category in categories
                select Translator.GetPluralKey(Join(match.Groups["many"]), category)
            );
        }

        return keys;
    }

    private static bool IsForStaff(string file) => Array.Exists(StaffSources, source => file.StartsWith(source, StringComparison.Ordinal));

    private static IEnumerable<string> FindSources() => Repository.FindFiles(Repository.Product, ".cs", ".cshtml", ".razor");

    /// <summary>The parts of a literal that is split over lines.</summary>
    private static string Join(Group literals) =>
        string.Concat(Literal.Matches(literals.Value).Select(match => Regex.Unescape(match.Groups[1].Value)));

    private static Dictionary<string, string> ReadResources(string file, string tag) =>
        XDocument
            .Parse(Repository.Read($"{Folder}/{file}.{tag}.resx"))
            .Root!.Elements("data")
            .ToDictionary(entry => entry.Attribute("name")!.Value, entry => entry.Element("value")!.Value);

    /// <summary>A plural form may say its number in words.</summary>
    private static bool HasSamePlaceholders(string key, string value)
    {
        var expected = Placeholder.Matches(key).Select(match => match.Value).ToHashSet();
        var found = Placeholder.Matches(value).Select(match => match.Value).ToHashSet();
        if (PluralKey.IsMatch(key))
        {
            expected.Remove("{0}");
            found.Remove("{0}");
        }

        return expected.SetEquals(found);
    }

    [GeneratedRegex("""(?<![\w.])T(\[|\.Html\(|\.Plural(Html)?\(|\.GetPluralForms\()|Formats\.Date\(""")]
    private static partial Regex Call { get; }

    [GeneratedRegex("""(?<![\w.])T(\[|\.Html\()\s*(?<text>"(?:[^"\\]|\\.)*"(?:\s*\+\s*"(?:[^"\\]|\\.)*")*)\s*[,\])]""")]
    private static partial Regex TextCall { get; }

    [GeneratedRegex(
        """(?<![\w.])T\.(Plural(?:Html)?\((?:[^,"()]|\((?:[^()]|\([^()]*\))*\))+,|GetPluralForms\()\s*"(?:[^"\\]|\\.)*"(?:\s*\+\s*"(?:[^"\\]|\\.)*")*,\s*(?<many>"(?:[^"\\]|\\.)*"(?:\s*\+\s*"(?:[^"\\]|\\.)*")*)"""
    )]
    private static partial Regex PluralCall { get; }

    [GeneratedRegex("""Formats\.Date\((?:[^,"()]|\((?:[^()]|\([^()]*\))*\))+,\s*(?<text>"(?:[^"\\]|\\.)*")\)""")]
    private static partial Regex PatternCall { get; }

    [GeneratedRegex(
        """
            "((?:[^"\\]|\\.)*)"
            """
    )]
    private static partial Regex Literal { get; }

    [GeneratedRegex(@"\{\d+[^}]*\}")]
    private static partial Regex Placeholder { get; }

    [GeneratedRegex(@" \[(zero|one|two|few|many|other)\]$")]
    private static partial Regex PluralKey { get; }
}
