using System.Globalization;
using Ticketing.Areas.Admin.Pages.Settings;
using Ticketing.Features.Settings;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Configuration.Saved;
using Ticketing.Infrastructure.Languages;

namespace Ticketing.Areas.Admin.Pages.Audit;

/// <summary>Settings are recorded by their keys, and named here as on their pages.</summary>
public static class AuditSettingText
{
    /// <returns>Null for a name that is no setting's key.</returns>
    public static string? FindLabel(string name) => SettingFields.Find(name)?.Label;

    /// <returns>Null for other values than those of settings that are kept as the configuration writes them.</returns>
    public static string? FindText(string name, string value) =>
        SettingFields.Find(name)?.Kind switch
        {
            SettingKind.Switch => value == SettingConverter.On ? T["on"] : T["off"],
            SettingKind.Minutes when TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out var time) => DescribeMinutes(time),
            SettingKind.Percent when decimal.TryParse(value, CultureInfo.InvariantCulture, out var percent) => Formats.Percent(percent),
            SettingKind.Language => GetLanguageName(value),
            SettingKind.Languages => string.Join(", ", SavedLists.Split(value).Select(GetLanguageName)),
            _ => null,
        };

    private static string DescribeMinutes(TimeSpan time) =>
        time.Ticks % TimeSpan.TicksPerMinute == 0
            ? T.Plural((long)time.TotalMinutes, "1 minute", "{0} minutes")
            : T["{0} min", time.TotalMinutes.ToString("0.###", Language.Current.Formats)];

    /// <summary>"Venue", "Translations, Deutsch"; other subjects as they are described elsewhere.</summary>
    public static string DescribeSubject(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return
            AuditText.SubjectKind(entry.Action) == "settings"
            && entry.SubjectId.Split('/') is [var name, .. var tags]
            && Enum.TryParse<SettingGroup>(name, out var group)
            ? string.Join(", ", [SettingText.GetName(group), .. tags.Select(GetLanguageName)])
            : AuditSubjectText.Describe(entry);
    }

    private static string GetLanguageName(string tag) => ShippedLanguages.Find(tag)?.Name ?? tag;
}
