using Ticketing.Infrastructure.Data.Editing;

namespace Ticketing.Features.Settings;

public abstract record SettingsOutcome
{
    public sealed record Saved(bool Changed) : SettingsOutcome;

    /// <param name="Errors">By field name.</param>
    public sealed record Refused(IReadOnlyDictionary<string, string> Errors) : SettingsOutcome;

    /// <summary>Another editor saved first; nothing was written.</summary>
    /// <param name="Current">Revision for the next attempt.</param>
    public sealed record Conflict(IReadOnlyList<FieldConflict> Conflicts, Revision Current) : SettingsOutcome;
}
