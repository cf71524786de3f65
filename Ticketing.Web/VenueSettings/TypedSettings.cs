using Ticketing.Events.Editing;
using Ticketing.Settings.Saved;

namespace Ticketing.VenueSettings;

/// <summary>By field name.</summary>
public sealed class TypedSettings
{
    public Dictionary<string, string> Values { get; init; } = [];

    public string this[SettingField field]
    {
        get => Values.GetValueOrDefault(field.Name, "");
        set => Values[field.Name] = value;
    }

    /// <param name="typed">Null if the form lacks the field.</param>
    public static TypedSettings From(SettingGroup group, Func<string, string?> typed) =>
        Of(group, field => SettingText.Clean(field.Kind, typed(field.Name)));

    public static TypedSettings Of(SettingGroup group, EditableSettings settings) => Of(group, field => field.Show(settings));

    internal static IReadOnlyList<FormField<TypedSettings>> Fields(SettingGroup group) =>
        [.. SettingFields.Of(group).Select(field => new FormField<TypedSettings>(field.Label, form => form[field], (from, to) => to[field] = from[field]))];

    private static TypedSettings Of(SettingGroup group, Func<SettingField, string> text) =>
        new() { Values = SettingFields.Of(group).ToDictionary(field => field.Name, text) };
}
