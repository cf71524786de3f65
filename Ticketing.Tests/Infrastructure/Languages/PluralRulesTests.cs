using System.Globalization;
using System.Text.Json;
using Ticketing.Infrastructure.Languages;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Languages;

public sealed class PluralRulesTests
{
    [Theory]
    [InlineData("en-GB", 1, "one")]
    [InlineData("en-GB", 0, "other")]
    [InlineData("de", 1, "one")]
    [InlineData("ar", 0, "zero")]
    [InlineData("ar", 2, "two")]
    [InlineData("ar", 103, "few")]
    [InlineData("ar", 11, "many")]
    [InlineData("ar", 100, "other")]
    [InlineData("pl", 22, "few")]
    [InlineData("pl", 12, "many")]
    [InlineData("ja", 1, "other")]
    public void Numbers_have_the_category_of_the_language(string tag, long count, string category) =>
        Assert.Equal(category, PluralRules.GetCategory(CultureInfo.GetCultureInfo(tag), count));

    [Theory]
    [InlineData("de", "one other")]
    [InlineData("ar", "zero one two few many other")]
    [InlineData("pl", "one few many other")]
    public void Categories_of_whole_numbers_are_known(string tag, string categories) =>
        Assert.Equal(categories.Split(' '), PluralRules.GetCategories(CultureInfo.GetCultureInfo(tag)));

    [Fact]
    public void Every_sample_of_the_rules_has_its_category()
    {
        var samples = ReadSamples().ToList();
        Assert.True(samples.Count > 3_000, $"{samples.Count} samples");
        Assert.DoesNotContain(
            samples,
            sample => PluralRules.GetCategory(CultureInfo.GetCultureInfo(sample.Language), sample.Number) != sample.Category
        );
    }

    private static IEnumerable<(string Language, string Category, long Number)> ReadSamples()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Infrastructure", "Languages", "Cldr", "supplemental", "plurals.json");
        using var json = JsonDocument.Parse(File.ReadAllText(path));
        foreach (var language in json.RootElement.GetProperty("supplemental").GetProperty("plurals-type-cardinal").EnumerateObject())
        {
            // Longer tags are variants of a language, such as Portuguese of Portugal.
            foreach (var rule in language.Value.EnumerateObject().Where(_ => language.Name.Length == 2))
            {
                var category = rule.Name["pluralRule-count-".Length..];
                foreach (var number in ReadIntegers(rule.Value.GetString()!))
                {
                    yield return (language.Name, category, number);
                }
            }
        }
    }

    private static IEnumerable<long> ReadIntegers(string rule)
    {
        var part = rule.Split('@').SingleOrDefault(part => part.StartsWith("integer", StringComparison.Ordinal));
        foreach (var sample in (part ?? "integer")["integer".Length..].Split(',', StringSplitOptions.TrimEntries))
        {
            if (sample.Length == 0 || sample == "…" || sample.Contains('c', StringComparison.Ordinal))
            {
                continue;
            }

            var ends = sample.Split('~').Select(end => long.Parse(end, CultureInfo.InvariantCulture)).ToArray();
            for (var number = ends[0]; number <= ends[^1]; number++)
            {
                yield return number;
            }
        }
    }
}
