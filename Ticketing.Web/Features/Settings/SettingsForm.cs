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
    public static SettingsForm From(SettingPart part, Func<string, string?> typed) =>
        Create(part, field => SettingConverter.Normalize(field.Kind, typed(field.Name)));

    public static SettingsForm Create(SettingPart part, EditableSettings settings) => Create(part, field => field.Format(settings));

    internal static IReadOnlyList<EditableField<SettingsForm>> Fields(SettingPart part) =>
        [
            .. part.Fields.Select(field => new EditableField<SettingsForm>(
                field.Label,
                form => form[field],
                (from, to) => to[field] = from[field]
            )),
        ];

    private static SettingsForm Create(SettingPart part, Func<SettingField, string> text) =>
        new() { Values = part.Fields.ToDictionary(field => field.Name, text) };
}
