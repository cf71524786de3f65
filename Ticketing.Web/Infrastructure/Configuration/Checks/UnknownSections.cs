namespace Ticketing.Infrastructure.Configuration.Checks;

/// <summary>A misspelt section would be ignored as a whole. The environment holds foreign names, so only near misses count.</summary>
internal static class UnknownSections
{
    private static readonly string[] FrameworkSections = ["ConnectionStrings", "Logging", "Kestrel"];

    public static IEnumerable<SettingProblem> Find(IConfiguration configuration, IEnumerable<string> sections)
    {
        var known = sections.Concat(FrameworkSections).ToList();
        return from section in configuration.GetChildren()
            where section.GetChildren().Any() && !known.Contains(section.Key, StringComparer.OrdinalIgnoreCase)
            let meant = known.MinBy(name => UnknownSettings.GetDistance(section.Key, name))!
            where UnknownSettings.GetDistance(section.Key, meant) <= Math.Max(1, meant.Length / 4)
            select new SettingProblem(section.Key, $"is no section of settings; did you mean {meant}?");
    }
}
