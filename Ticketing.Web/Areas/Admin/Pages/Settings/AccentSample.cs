using System.Globalization;
using Ticketing.Settings.Theme;

namespace Ticketing.Areas.Admin.Pages.Settings;

/// <param name="Chosen">Raw input; may not be a colour.</param>
public sealed record AccentSample(string Chosen)
{
    public bool IsColour => Rgb.Parse(Chosen) is not null;

    public IReadOnlyList<(string Mode, AccentShades Shades, Rgb Ground)> Modes =>
    [
        ("light", Accent.Light(Chosen), Accent.LightGrounds[0]),
        ("dark", Accent.Dark(Chosen), Accent.DarkGrounds[0]),
    ];

    public IEnumerable<string> Hints => Modes.Select(mode => HintOf(mode.Mode, mode.Shades, mode.Ground));

    private string HintOf(string mode, AccentShades shades, Rgb ground)
    {
        var words = shades.OnFill == Rgb.White ? "White" : "Black";
        var onButton = string.Create(CultureInfo.InvariantCulture, $"{words} words on buttons, {shades.OnFill.ContrastTo(shades.Fill):0.0}:1");
        var changed = (shades.Fill != Rgb.Parse(Chosen), shades.Text != Rgb.Parse(Chosen)) switch
        {
            (true, _) => "; too near to the page, so buttons and links get another shade of it",
            (_, true) => string.Create(CultureInfo.InvariantCulture, $"; as words it would have {Rgb.Parse(Chosen)!.Value.ContrastTo(ground):0.0}:1, so links get another shade of it"),
            _ => "; links in the very colour",
        };
        return $"In {mode} mode: {onButton}{changed}.";
    }
}
