using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Settings;

namespace Ticketing.Areas.Admin.Pages.Settings;

public sealed record SettingInput(SettingField Setting, string Value, FieldErrors Errors)
{
    private const int MaxShownLength = 40;

    public required string Default { get; init; }
    public required string PagePath { get; init; }

    /// <summary>Null if not requested.</summary>
    public string? PreviewHtml { get; init; }
    public bool IsReset { get; init; }

    public bool IsDefault => Value == Default;

    public string DefaultText =>
        Setting.Kind switch
        {
            _ when Default.Length == 0 => T["empty"],
            SettingKind.Switch => Default == SettingConverter.On ? T["on"] : T["off"],
            SettingKind.Markdown => T["the operator’s text"],
            _ when Default.Length > MaxShownLength =>
                $"“{string.Concat(Default.ReplaceLineEndings(", ").EnumerateRunes().Take(MaxShownLength))}…”",
            _ => $"“{Default.ReplaceLineEndings(", ")}”",
        };

    public TextFieldView Field =>
        new(Setting.Name, Setting.Language is { } language ? T["{0} ({1})", Setting.Label, language.Name] : Setting.Label, Value, Errors)
        {
            Hint = Setting.Hint,
            MaxLength = Setting.MaxLength,
            Rows = Setting.Rows,
            Language = Setting.Language?.Tag,
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
            IsRequired =
                Setting.Kind
                    is SettingKind.TimeZone
                        or SettingKind.Currency
                        or SettingKind.Colour
                        or SettingKind.Amount
                        or SettingKind.Percent
                        or SettingKind.Minutes
                        or SettingKind.Language
                || Setting.Name == "VenueName",
        };
}
