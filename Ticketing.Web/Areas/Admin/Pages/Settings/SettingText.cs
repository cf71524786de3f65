using Ticketing.Features.Settings;

namespace Ticketing.Areas.Admin.Pages.Settings;

internal static class SettingText
{
    public static string GetName(SettingGroup group) =>
        group switch
        {
            SettingGroup.Venue => T["Venue"],
            SettingGroup.Contact => T["Contact"],
            SettingGroup.Legal => T["Legal"],
            SettingGroup.Texts => T["Texts"],
            SettingGroup.Languages => T["Languages"],
            SettingGroup.Translations => T["Translations"],
            SettingGroup.Money => T["Money"],
            SettingGroup.Checkout => T["Checkout"],
            SettingGroup.Website => T["Your website"],
            SettingGroup.Messages => T["Emails to buyers"],
            _ => group.ToString(),
        };
}
