using Ticketing.Infrastructure.Configuration.Checks;
using Ticketing.Infrastructure.Configuration.Saved;
using Ticketing.Infrastructure.Data.Editing;

namespace Ticketing.Features.Settings;

/// <param name="Defaults">Values without the saved settings.</param>
/// <param name="Ignored">Saved settings that have no effect.</param>
public sealed record SettingsView(EditableSettings Current, EditableSettings Defaults, IReadOnlyList<SettingProblem> Ignored, int Version)
{
    public Revision GetRevision(SettingPart part) => Revision.Create(Version, SettingsForm.Create(part, Current));
}

public sealed class SettingsQueries(SavedSettingsStore store, SavedSettingsValidator validator)
{
    public async Task<SettingsView> ReadAsync(CancellationToken ct)
    {
        var state = await store.ReadAsync(ct);
        return new SettingsView(validator.Resolve(state.Usable), validator.Defaults, state.Ignored, state.Version);
    }
}
