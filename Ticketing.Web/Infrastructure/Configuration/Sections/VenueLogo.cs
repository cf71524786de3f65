using System.Globalization;
using System.Text.RegularExpressions;

namespace Ticketing.Infrastructure.Configuration.Sections;

/// <summary>"name-320x96", plus "-light" or "-dark" if it needs a plate to be visible on such pages.</summary>
/// <param name="Name">Hash of the pixels.</param>
public sealed partial record VenueLogo(string Name, int Width, int Height, bool NeedsPlateOnLight, bool NeedsPlateOnDark)
{
    public string Path => $"/logo/{Name}.png";

    /// <returns>Null if invalid.</returns>
    public static VenueLogo? Parse(string text) =>
        Pattern.Match(text) is { Success: true } match
            ? new VenueLogo(
                match.Groups["name"].Value,
                Number(match.Groups["width"]),
                Number(match.Groups["height"]),
                match.Groups["light"].Success,
                match.Groups["dark"].Success
            )
            : null;

    public (float Width, float Height) Fit(float width, float height)
    {
        var scale = Math.Min(width / Width, height / Height);
        return (Width * scale, Height * scale);
    }

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Name}-{Width}x{Height}{(NeedsPlateOnLight ? "-light" : "")}{(NeedsPlateOnDark ? "-dark" : "")}"
        );

    private static int Number(Group digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex("^(?<name>[0-9a-f]{32})-(?<width>[1-9][0-9]{0,3})x(?<height>[1-9][0-9]{0,3})(?<light>-light)?(?<dark>-dark)?$")]
    private static partial Regex Pattern { get; }
}
