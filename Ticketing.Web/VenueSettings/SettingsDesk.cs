using Ticketing.Events.Editing;
using Ticketing.Settings;
using Ticketing.Settings.Saved;

namespace Ticketing.VenueSettings;

/// <param name="Defaults">Without saved settings.</param>
/// <param name="Ignored">Saved, without effect.</param>
public sealed record SettingsSheet(EditableSettings Current, EditableSettings Defaults, IReadOnlyList<SettingProblem> Ignored, int Version)
{
    public Revision RevisionOf(SettingGroup group) => Revision.Of(Version, TypedSettings.Of(group, Current));
}

public sealed class SettingsDesk(SavedRows rows, SettingsTrial trial)
{
    public async Task<SettingsSheet> ReadAsync(CancellationToken ct)
    {
        var state = await rows.ReadAsync(ct);
        return new SettingsSheet(trial.With(state.Usable), trial.Defaults, state.Ignored, state.Version);
    }
}
