using Ticketing.Infrastructure.Configuration.Checks;

namespace Ticketing.Infrastructure.Configuration.Saved;

/// <summary>Validates saved settings over the configuration of the operator, with the startup checks.</summary>
public sealed class SavedSettingsValidator(
    IConfiguration configuration,
    IEnumerable<OptionsSection> sections,
    IHostEnvironment environment,
    SavedSettingsProvider saved
)
{
    private static readonly Dictionary<string, string> NoValues = [];

    public EditableSettings Defaults => Resolve(NoValues);

    /// <param name="values">Valid values by key.</param>
    public EditableSettings Resolve(IReadOnlyDictionary<string, string> values) => EditableSettings.From(BuildConfiguration(values));

    /// <summary>Of an entry of a list, a problem has the key of the list.</summary>
    public IReadOnlyList<SettingProblem> FindProblems(IReadOnlyDictionary<string, string> values)
    {
        var tried = BuildConfiguration(values);
        return
        [
            .. sections
                .Where(section => EditableSettings.Sections.Contains(section.Section))
                .SelectMany(section => section.FindProblems(tried, environment))
                .Select(problem => problem with { Key = SavedLists.GetSavedKey(problem.Key) }),
        ];
    }

    /// <summary>Drops values that fail the checks.</summary>
    public (IReadOnlyDictionary<string, string> Usable, IReadOnlyList<SettingProblem> Ignored) RemoveInvalid(
        IReadOnlyDictionary<string, string> values
    )
    {
        var usable = new Dictionary<string, string>(values, StringComparer.OrdinalIgnoreCase);
        List<SettingProblem> ignored = [];
        while (usable.Count > 0 && FindProblems(usable) is { Count: > 0 } problems)
        {
            var bad = problems.Where(problem => usable.Remove(problem.Key)).ToList();
            ignored.AddRange(bad);
            if (bad.Count == 0)
            {
                // Valid one by one but not together: all are ignored.
                ignored.AddRange(usable.Keys.Select(key => new SettingProblem(key, problems[0].ToString())));
                usable.Clear();
            }
        }

        return (usable, ignored);
    }

    private IConfigurationRoot BuildConfiguration(IReadOnlyDictionary<string, string> values)
    {
        var all = ReadBaseline();
        foreach (var (key, value) in SavedLists.Expand(values))
        {
            all[key] = value;
        }

        return new ConfigurationBuilder().AddInMemoryCollection(all).Build();
    }

    private Dictionary<string, string?> ReadBaseline()
    {
        var below = ((IConfigurationRoot)configuration).Providers.Where(provider => provider != saved).Reverse().ToList();
        var found = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (
            var key in EditableSettings
                .Sections.SelectMany(section => configuration.GetSection(section).AsEnumerable())
                .Select(pair => pair.Key)
        )
        {
            if (
                below.Select(provider => provider.TryGet(key, out var value) ? value : null).FirstOrDefault(value => value is not null) is
                { } text
            )
            {
                found[key] = text;
            }
        }

        return found;
    }
}
