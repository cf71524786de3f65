using System.Globalization;
using System.Text.RegularExpressions;

namespace Ticketing.Settings;

/// <summary>An uploaded logo, as a setting names it: "name-320x96", with "-light" or "-dark" where it needs a plate on such a page to be seen.</summary>
/// <param name="Name">Made from its pixels.</param>
public sealed partial record VenueLogo(string Name, int Width, int Height, bool NeedsPlateOnLight, bool NeedsPlateOnDark)
{
    /// <summary>Never changes: another logo has another address.</summary>
    public string Path => $"/logo/{Name}.png";

    /// <returns>Null where the text names none.</returns>
    public static VenueLogo? Parse(string text) => Form.Match(text) is { Success: true } match
        ? new VenueLogo(
            match.Groups["name"].Value, Number(match.Groups["width"]), Number(match.Groups["height"]), match.Groups["light"].Success, match.Groups["dark"].Success)
        : null;

    /// <returns>How wide it is at a height, within a greatest width.</returns>
    public (float Width, float Height) Fit(float width, float height)
    {
        var scale = Math.Min(width / Width, height / Height);
        return (Width * scale, Height * scale);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Name}-{Width}x{Height}{(NeedsPlateOnLight ? "-light" : "")}{(NeedsPlateOnDark ? "-dark" : "")}");

    private static int Number(Group digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex("^(?<name>[0-9a-f]{32})-(?<width>[1-9][0-9]{0,3})x(?<height>[1-9][0-9]{0,3})(?<light>-light)?(?<dark>-dark)?$")]
    private static partial Regex Form { get; }
}
