using System.Globalization;
using Ticketing.Infrastructure.Documents.Branding;

namespace Ticketing.Areas.Admin.Pages.Settings;

/// <param name="Input">Raw input; may not be a colour.</param>
public sealed record AccentPreview(string Input)
{
    public bool IsColour => Rgb.Parse(Input) is not null;

    /// <summary>Null if the colour can be saved.</summary>
    public string? Problem => Rgb.Parse(Input) is { } colour ? Accent.FindProblem(colour) : null;

    public IReadOnlyList<(string Mode, AccentShades Shades, Rgb Ground)> Modes =>
        [("light", Accent.Light(Input), Accent.LightBackgrounds[0]), ("dark", Accent.Dark(Input), Accent.DarkBackgrounds[0])];

    public IEnumerable<string> Hints => Modes.Select(mode => GetHint(mode.Mode, mode.Shades, mode.Ground));

    private string GetHint(string mode, AccentShades shades, Rgb ground)
    {
        var words = shades.OnFill == Rgb.White ? "White" : "Black";
        var onButton = string.Create(
            CultureInfo.InvariantCulture,
            $"{words} words on buttons, {shades.OnFill.ContrastTo(shades.Fill):0.0}:1"
        );
        var changed = (shades.Fill != Rgb.Parse(Input), shades.Text != Rgb.Parse(Input)) switch
        {
            (true, _) => "; too near to the page, so buttons and links get another shade of it",
            (_, true) => string.Create(
                CultureInfo.InvariantCulture,
                $"; as words it would have {Rgb.Parse(Input)!.Value.ContrastTo(ground):0.0}:1, so links get another shade of it"
            ),
            _ => "; links in the very colour",
        };
        return $"In {mode} mode: {onButton}{changed}.";
    }
}
