using Ticketing.Areas.Admin.Pages.Settings;
using Ticketing.Features.Settings;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Languages;

namespace Ticketing.Areas.Admin.Pages.Audit;

/// <summary>Settings are recorded by their keys, and named here as on their pages.</summary>
public static class AuditSettingText
{
    /// <returns>Null for a name that is no setting's key.</returns>
    public static string? FindLabel(string name) => SettingFields.Find(name)?.Label;

    /// <summary>"Settings: Venue", "Settings: Translations, Deutsch"; other subjects as they are described elsewhere.</summary>
    public static string DescribeSubject(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return
            AuditText.SubjectKind(entry.Action) == "settings"
            && entry.SubjectId.Split('/') is [var name, .. var tags]
            && Enum.TryParse<SettingGroup>(name, out var group)
            ? T["Settings: {0}", string.Join(", ", [SettingText.GetName(group), .. tags.Select(GetLanguageName)])]
            : AuditSubjectText.Describe(entry);
    }

    private static string GetLanguageName(string tag) => ShippedLanguages.Find(tag)?.Name ?? tag;
}
