using Ticketing.VenueSettings;

namespace Ticketing.Areas.Admin.Pages.Settings;

public sealed record SettingInput(SettingField Setting, string Value, FieldErrors Errors)
{
    private const int LongestShown = 40;

    public required string Default { get; init; }
    public required string Here { get; init; }

    /// <summary>Null if not requested.</summary>
    public string? Previewed { get; init; }
    public bool IsPutBack { get; init; }

    public bool IsDefault => Value == Default;

    public string DefaultInWords => Setting.Kind switch
    {
        _ when Default.Length == 0 => "empty",
        SettingKind.Switch => Default == SettingText.On ? "on" : "off",
        SettingKind.Markdown => "the operator’s text",
        _ when Default.Length > LongestShown => $"“{string.Concat(Default.ReplaceLineEndings(", ").EnumerateRunes().Take(LongestShown))}…”",
        _ => $"“{Default.ReplaceLineEndings(", ")}”",
    };

    public Field Field => new(Setting.Name, Setting.Label, Value, Errors)
    {
        Hint = Setting.Hint, MaxLength = Setting.MaxLength, Rows = Setting.Rows,
        InputMode = Setting.Kind switch
        {
            SettingKind.Amount or SettingKind.Percent or SettingKind.Minutes => "decimal",
            _ => "",
        },
        List = Setting.Kind switch
        {
            SettingKind.TimeZone => "zones",
            _ => "",
        },
        IsRequired = Setting.Kind is SettingKind.TimeZone or SettingKind.Currency or SettingKind.Colour or SettingKind.Amount or SettingKind.Percent or SettingKind.Minutes
            || Setting.Name == "VenueName",
    };
}
