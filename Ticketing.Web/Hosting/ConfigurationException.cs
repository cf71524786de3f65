using Ticketing.Settings;

namespace Ticketing.Hosting;

/// <summary>The program does not start with this configuration. The message names every bad key.</summary>
public sealed class ConfigurationException(IReadOnlyList<SettingProblem> problems) : Exception(Describe(problems))
{
    public IReadOnlyList<SettingProblem> Problems => problems;

    private static string Describe(IReadOnlyList<SettingProblem> problems) =>
        string.Join(Environment.NewLine + "  ", problems.Select(p => p.ToString()).Prepend("Not started, because of these settings:"));
}
