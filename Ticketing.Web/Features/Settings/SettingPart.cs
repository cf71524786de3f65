using Ticketing.Infrastructure.Languages;

namespace Ticketing.Features.Settings;

/// <summary>The fields of one form.</summary>
/// <param name="Language">Null except in <see cref="SettingGroup.Translations"/>.</param>
public sealed record SettingPart(SettingGroup Group, Language? Language = null)
{
    /// <summary>"Venue", "Translations/de".</summary>
    public string Name => Language is null ? $"{Group}" : $"{Group}/{Language.Tag}";

    public IReadOnlyList<SettingField> Fields { get; } =
    [.. SettingFields.All.Where(field => field.Group == Group && field.Language == Language)];
}
