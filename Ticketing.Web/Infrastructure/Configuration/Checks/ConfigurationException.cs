namespace Ticketing.Infrastructure.Configuration.Checks;

public sealed class ConfigurationException(IReadOnlyList<SettingProblem> problems) : Exception(Describe(problems))
{
    public IReadOnlyList<SettingProblem> Problems => problems;

    private static string Describe(IReadOnlyList<SettingProblem> problems) =>
        string.Join(Environment.NewLine + "  ", problems.Select(p => p.ToString()).Prepend("Not started, because of these settings:"));
}
