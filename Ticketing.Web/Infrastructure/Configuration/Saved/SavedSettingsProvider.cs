using Ticketing.Infrastructure.Configuration.Checks;

namespace Ticketing.Infrastructure.Configuration.Saved;

/// <summary>Settings saved in the admin area, at the highest priority. The reader of the rows calls <see cref="Apply"/>.</summary>
public sealed class SavedSettingsProvider : ConfigurationProvider, IConfigurationSource
{
    private readonly Lock gate = new();

    /// <summary>0 before the first save.</summary>
    public int Version { get; private set; }

    /// <summary>Invalid, without effect.</summary>
    public IReadOnlyList<SettingProblem> Ignored { get; private set; } = [];

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <returns>False if this or a newer version is already applied.</returns>
    public bool Apply(int version, IReadOnlyDictionary<string, string> values, IReadOnlyList<SettingProblem> ignored)
    {
        lock (gate)
        {
            if (version <= Version)
            {
                return false;
            }

            (Version, Ignored) = (version, ignored);
            Data = SavedLists.Expand(values);
        }

        OnReload();
        return true;
    }
}
