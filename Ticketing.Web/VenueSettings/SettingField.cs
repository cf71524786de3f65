using Ticketing.Settings.Saved;

namespace Ticketing.VenueSettings;

/// <summary>The pages of the settings.</summary>
public enum SettingGroup
{
    Venue,
    Contact,
    Legal,
    Texts,
    Money,
    Checkout,
}

/// <summary>How a setting is typed.</summary>
public enum SettingKind
{
    Line,
    Lines,
    Markdown,
    Colour,
    TimeZone,
    Currency,

    /// <summary>Minor units in the configuration, pounds and pence in the form.</summary>
    Amount,
    Percent,

    /// <summary>A duration in the configuration, minutes in the form.</summary>
    Minutes,
    Switch,
}

/// <summary>A setting that a superadmin may change.</summary>
/// <param name="Key">As in the configuration: "Site:VenueName".</param>
/// <param name="Read">Its text as it would stand in the configuration.</param>
public sealed record SettingField(string Key, SettingGroup Group, string Label, Func<EditableSettings, string> Read, SettingKind Kind = SettingKind.Line)
{
    public string Hint { get; init; } = "";
    public int MaxLength { get; init; } = 200;
    public int Rows { get; init; }

    /// <summary>In forms; no two settings share one.</summary>
    public string Name { get; } = Key[(Key.LastIndexOf(':') + 1)..];

    /// <summary>As a form shows it.</summary>
    public string Show(EditableSettings settings) => SettingText.Show(Kind, Read(settings), settings.Site.Currency);
}
