using Ticketing.Infrastructure.Configuration.Saved;
using Ticketing.Infrastructure.Data.Editing;

namespace Ticketing.Features.Settings;

/// <summary>By field name.</summary>
public sealed class SettingsForm
{
    public Dictionary<string, string> Values { get; init; } = [];

    public string this[SettingField field]
    {
        get => Values.GetValueOrDefault(field.Name, "");
        set => Values[field.Name] = value;
    }

    /// <param name="typed">Null if the form lacks the field.</param>
    public static SettingsForm From(SettingGroup group, Func<string, string?> typed) =>
        Create(group, field => SettingConverter.Normalize(field.Kind, typed(field.Name)));

    public static SettingsForm Create(SettingGroup group, EditableSettings settings) => Create(group, field => field.Format(settings));

    internal static IReadOnlyList<EditableField<SettingsForm>> Fields(SettingGroup group) =>
        [
            .. SettingFields
                .GetForGroup(group)
                .Select(field => new EditableField<SettingsForm>(field.Label, form => form[field], (from, to) => to[field] = from[field])),
        ];

    private static SettingsForm Create(SettingGroup group, Func<SettingField, string> text) =>
        new() { Values = SettingFields.GetForGroup(group).ToDictionary(field => field.Name, text) };
}
