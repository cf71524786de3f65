using System.Text.RegularExpressions;
using CsCheck;
using Ticketing.Infrastructure.Documents.Branding;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Documents.Branding;

public sealed partial class AccentColourTests
{
    private static readonly Gen<string> AnyColour = Gen.Select(Gen.Byte, Gen.Byte, Gen.Byte, (r, g, b) => new Rgb(r, g, b).ToString());

    [Fact]
    public void Words_in_any_accent_are_readable_in_both_modes() =>
        AnyColour.Sample(colour =>
        {
            Assert.All(
                Accent.LightBackgrounds,
                ground => Assert.InRange(Accent.Light(colour).Text.ContrastTo(ground), Accent.MinTextContrast, 21)
            );
            Assert.All(
                Accent.DarkBackgrounds,
                ground => Assert.InRange(Accent.Dark(colour).Text.ContrastTo(ground), Accent.MinTextContrast, 21)
            );
        });

    [Fact]
    public void Words_on_a_button_of_any_accent_are_readable() =>
        AnyColour.Sample(colour =>
        {
            foreach (var shades in new[] { Accent.Light(colour), Accent.Dark(colour) })
            {
                Assert.InRange(shades.OnFill.ContrastTo(shades.Fill), Accent.MinTextContrast, 21);
            }
        });

    [Fact]
    public void A_button_shows_on_a_dark_page() =>
        AnyColour.Sample(colour =>
            Assert.All(Accent.DarkBackgrounds, ground => Assert.InRange(Accent.Dark(colour).Fill.ContrastTo(ground), 3, 21))
        );

    [Theory]
    [InlineData("#d43d22")]
    [InlineData("#fc0")]
    public void A_button_on_a_light_page_has_the_very_colour_chosen(string colour) =>
        Assert.Equal(Rgb.Parse(colour), Accent.Light(colour).Fill);

    [Theory]
    [InlineData("#000000", "#ffffff", 21)]
    [InlineData("#767676", "#ffffff", 4.54)]
    public void Contrast_is_measured_as_WCAG_says(string one, string other, double ratio) =>
        Assert.Equal(ratio, Rgb.Parse(one)!.Value.ContrastTo(Rgb.Parse(other)!.Value), tolerance: 0.01);

    [Fact]
    public async Task The_colours_are_measured_against_the_sheet_s_own_backgrounds()
    {
        var sheet = await File.ReadAllTextAsync(Path.Combine(WebRoot, "css", "tokens.css"), TestContext.Current.CancellationToken);
        var grounds = Ground().Matches(sheet).Select(m => Rgb.Parse(m.Groups[1].Value)!.Value);
        Assert.Equal(Accent.LightBackgrounds.Concat(Accent.DarkBackgrounds), grounds);
    }

    private static string WebRoot
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder!.FullName, "Ticketing.sln")))
            {
                folder = folder.Parent;
            }

            return Path.Combine(folder.FullName, "Ticketing.Web", "wwwroot");
        }
    }

    [GeneratedRegex(@"--(?:paper|raise|sink): (#\w+);")]
    private static partial Regex Ground();
}
