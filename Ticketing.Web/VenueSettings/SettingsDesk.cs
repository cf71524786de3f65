using Ticketing.Events.Editing;
using Ticketing.Settings;
using Ticketing.Settings.Saved;

namespace Ticketing.VenueSettings;

/// <param name="Current">What counts now.</param>
/// <param name="Defaults">What would count if nothing were saved.</param>
/// <param name="Ignored">Saved, but of no effect.</param>
public sealed record SettingsSheet(EditableSettings Current, EditableSettings Defaults, IReadOnlyList<SettingProblem> Ignored, int Version)
{
    public Revision RevisionOf(SettingGroup group) => Revision.Of(Version, TypedSettings.Of(group, Current));
}

/// <summary>Shows the settings to those who may change them.</summary>
public sealed class SettingsDesk(SavedRows rows, SettingsTrial trial)
{
    public async Task<SettingsSheet> ReadAsync(CancellationToken ct)
    {
        var state = await rows.ReadAsync(ct);
        return new SettingsSheet(trial.With(state.Usable), trial.Defaults, state.Ignored, state.Version);
    }
}
