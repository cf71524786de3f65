using Ticketing.Infrastructure.Configuration.Saved;
using Ticketing.Infrastructure.Languages;

namespace Ticketing.Features.Settings;

public enum SettingGroup
{
    Venue,
    Contact,
    Legal,
    Texts,
    Languages,
    Translations,
    Money,
    Checkout,
    Website,
    Messages,
}

public enum SettingKind
{
    Line,
    Lines,
    Markdown,
    Colour,
    TimeZone,
    Currency,

    /// <summary>Minor units in the configuration, major units in the form.</summary>
    Amount,
    Percent,

    /// <summary>TimeSpan in the configuration, minutes in the form.</summary>
    Minutes,
    Switch,
    Language,

    /// <summary>Saved by <see cref="SavedLists"/>.</summary>
    Languages,

    /// <summary>One in each line of the form. Saved by <see cref="SavedLists"/>.</summary>
    Sites,
}

/// <param name="Key">Such as "Site:VenueName".</param>
/// <param name="GetLabel">In the language of the page.</param>
/// <param name="Read">Returns the configuration text.</param>
public sealed record SettingField(
    string Key,
    SettingGroup Group,
    Func<string> GetLabel,
    Func<EditableSettings, string> Read,
    SettingKind Kind = SettingKind.Line
)
{
    /// <summary>In the language of the page.</summary>
    public Func<string> GetHint { get; init; } = () => "";

    public string Label => GetLabel();

    public string Hint => GetHint();

    public int MaxLength { get; init; } = 200;
    public int Rows { get; init; }

    /// <summary>Of a translation; else null.</summary>
    public Language? Language { get; init; }

    /// <summary>Form field name, unique within its <see cref="SettingPart"/>.</summary>
    public string Name { get; } = Key[(Key.LastIndexOf(':') + 1)..];

    public string Format(EditableSettings settings) => SettingConverter.Format(Kind, Read(settings), settings.Site.Currency);
}
