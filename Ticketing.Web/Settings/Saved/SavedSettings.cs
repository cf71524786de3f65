namespace Ticketing.Settings.Saved;

/// <summary>
/// What was saved in the admin area, over all else that the configuration says: whoever reads <c>IOptionsMonitor</c> follows. It knows no
/// database; who reads one puts here what can be used.
/// </summary>
public sealed class SavedSettings : ConfigurationProvider, IConfigurationSource
{
    private readonly Lock turn = new();

    /// <summary>Raised by every save; 0 before the first.</summary>
    public int Version { get; private set; }

    /// <summary>Saved, but of no effect.</summary>
    public IReadOnlyList<SettingProblem> Ignored { get; private set; } = [];

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <returns>False where something as new was there already.</returns>
    public bool Apply(int version, IReadOnlyDictionary<string, string> values, IReadOnlyList<SettingProblem> ignored)
    {
        lock (turn)
        {
            if (version <= Version)
            {
                return false;
            }

            (Version, Ignored) = (version, ignored);
            Data = values.ToDictionary(v => v.Key, v => (string?)v.Value, StringComparer.OrdinalIgnoreCase);
        }

        OnReload();
        return true;
    }
}
