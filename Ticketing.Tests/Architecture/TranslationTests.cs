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

    public static TheoryData<string> Translations => [.. ShippedLanguages.All.Skip(1).Select(language => language.Tag)];

    [Fact]
    public void German_and_Arabic_ship_beside_English() =>
        Assert.Equal(["en-GB", "ar", "de"], ShippedLanguages.All.Select(language => language.Tag));

    [Theory, MemberData(nameof(Translations))]
    public void Every_text_is_translated(string tag) => Assert.Empty(FindKeys(tag).Except(ReadResources(tag).Keys));

    [Theory, MemberData(nameof(Translations))]
    public void Every_translation_is_used(string tag) =>
        Assert.Empty(ReadResources(tag).Keys.Where(key => !key.StartsWith('[')).Except(FindKeys(tag)));

    /// <summary>The build ignores the second of two names that differ in case only.</summary>
    [Theory, MemberData(nameof(Translations))]
    public void Names_differ_in_more_than_case(string tag) =>
        Assert.DoesNotContain(ReadResources(tag).Keys.GroupBy(key => key, StringComparer.OrdinalIgnoreCase), keys => keys.Count() > 1);

    [Theory, MemberData(nameof(Translations))]
    public void Translations_have_the_placeholders_of_the_text(string tag) =>
        Assert.Empty(ReadResources(tag).Where(entry => !HasSamePlaceholders(entry.Key, entry.Value)).Select(entry => entry.Key));

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

    private static HashSet<string> FindKeys(string tag)
    {
        var keys = new HashSet<string>();
        var categories = PluralRules.GetCategories(CultureInfo.GetCultureInfo(tag));
        foreach (var code in FindSources().Select(Repository.Read))
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

    private static IEnumerable<string> FindSources() => Repository.FindFiles(Repository.Product, ".cs", ".cshtml", ".razor");

    /// <summary>The parts of a literal that is split over lines.</summary>
    private static string Join(Group literals) =>
        string.Concat(Literal.Matches(literals.Value).Select(match => Regex.Unescape(match.Groups[1].Value)));

    private static Dictionary<string, string> ReadResources(string tag) =>
        XDocument
            .Parse(Repository.Read($"{Folder}/Texts.{tag}.resx"))
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
