namespace Ticketing.VenueSettings;

/// <summary>A setting that was saved in the admin area, as its key and text would stand in the configuration.</summary>
public sealed class SavedSetting
{
    /// <summary>"Site:VenueName".</summary>
    public required string Key { get; init; }
    public required string Value { get; set; }
}

/// <summary>One row, there from the first save on: by it other processes notice a save, and edits each other.</summary>
public sealed class SavedVersion
{
    public const int TheOne = 1;

    public int Id { get; private init; } = TheOne;
    public int Version { get; private set; }

    public int Raise() => ++Version;
}
