namespace Ticketing.Features.Settings;

public sealed class SavedSetting
{
    /// <summary>Such as "Site:VenueName".</summary>
    public required string Key { get; init; }
    public required string Value { get; set; }
}

/// <summary>Single row, by which processes detect saves and editors detect conflicts.</summary>
public sealed class SavedSettingsVersion
{
    public const int SingletonId = 1;

    public int Id { get; private init; } = SingletonId;
    public int Version { get; private set; }

    public int Increment() => ++Version;
}
