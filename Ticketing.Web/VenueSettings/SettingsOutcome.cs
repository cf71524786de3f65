using Ticketing.Events.Editing;

namespace Ticketing.VenueSettings;

/// <summary>What became of a save.</summary>
public abstract record SettingsOutcome
{
    /// <param name="Changed">False where nothing was different.</param>
    public sealed record Saved(bool Changed) : SettingsOutcome;

    /// <param name="Errors">By the name of the field.</param>
    public sealed record Refused(IReadOnlyDictionary<string, string> Errors) : SettingsOutcome;

    /// <summary>Somebody else saved first. Nothing was written.</summary>
    /// <param name="Now">What a further try begins from.</param>
    public sealed record Collided(IReadOnlyList<Difference> Fields, Revision Now) : SettingsOutcome;
}
