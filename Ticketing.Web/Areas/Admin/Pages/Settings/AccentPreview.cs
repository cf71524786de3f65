using Ticketing.Infrastructure.Documents.Branding;
using Ticketing.Infrastructure.Languages;

namespace Ticketing.Areas.Admin.Pages.Settings;

/// <param name="Input">Raw input; may not be a colour.</param>
public sealed record AccentPreview(string Input)
{
    public bool IsColour => Rgb.Parse(Input) is not null;

    /// <summary>Null if the colour can be saved.</summary>
    public string? Problem => Rgb.Parse(Input) is { } colour ? Accent.FindProblem(colour) : null;

    public IReadOnlyList<(string Mode, AccentShades Shades, Rgb Ground)> Modes =>
        [
            (T["In light mode"], Accent.Light(Input), Accent.LightBackgrounds[0]),
            (T["In dark mode"], Accent.Dark(Input), Accent.DarkBackgrounds[0]),
        ];

    public IEnumerable<string> Hints => Modes.Select(mode => GetHint(mode.Mode, mode.Shades, mode.Ground));

    private string GetHint(string mode, AccentShades shades, Rgb ground)
    {
        var contrast = Format(shades.OnFill.ContrastTo(shades.Fill));
        var onButton =
            shades.OnFill == Rgb.White ? T["White words on buttons, {0}:1", contrast] : T["Black words on buttons, {0}:1", contrast];
        var changed = (shades.Fill != Rgb.Parse(Input), shades.Text != Rgb.Parse(Input)) switch
        {
            (true, _) => T["too near to the page, so buttons and links get another shade of it"],
            (_, true) => T[
                "as words it would have {0}:1, so links get another shade of it",
                Format(Rgb.Parse(Input)!.Value.ContrastTo(ground))
            ],
            _ => T["links in the very colour"],
        };
        return $"{mode}: {onButton}; {changed}.";
    }

    private static string Format(double contrast) => contrast.ToString("0.0", Language.Current.Formats);
}
