namespace Ticketing.Infrastructure.Configuration.Checks;

/// <summary>A typo would otherwise be ignored silently.</summary>
internal static class UnknownSettings
{
    // "_FILE" variables also appear in the configuration.
    private const string FileSuffix = "_FILE";

    public static void Report(IConfigurationSection section, IReadOnlyList<string> known, string prefix, SettingProblems problems)
    {
        foreach (var key in section.GetChildren().Select(child => child.Key))
        {
            var name = key.EndsWith(FileSuffix, StringComparison.OrdinalIgnoreCase) ? key[..^FileSuffix.Length] : key;
            if (!known.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                problems.Add(
                    prefix + key,
                    "is no setting; "
                        + (
                            Nearest(name, known) is { } meant
                                ? $"did you mean {section.Path}:{meant}?"
                                : $"there is {string.Join(", ", known)}"
                        )
                );
            }
        }
    }

    private static string? Nearest(string name, IReadOnlyList<string> known) =>
        known
            .Select(candidate => (candidate, distance: GetDistance(name, candidate)))
            .Where(c =>
                c.distance <= Math.Max(2, c.candidate.Length / 3) || IsContained(name, c.candidate) || IsContained(c.candidate, name)
            )
            .OrderByDescending(c => c.candidate.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            .ThenBy(c => c.distance)
            .Select(c => c.candidate)
            .FirstOrDefault();

    private static bool IsContained(string part, string whole) =>
        part.Length > 2 && whole.Contains(part, StringComparison.OrdinalIgnoreCase);

    /// <summary>Levenshtein distance without regard to case.</summary>
    public static int GetDistance(string from, string to)
    {
        (from, to) = (from.ToUpperInvariant(), to.ToUpperInvariant());
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var (diagonal, left) = (row[0], i);
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                left = Math.Min(Math.Min(row[j], left) + 1, diagonal + (from[i - 1] == to[j - 1] ? 0 : 1));
                (diagonal, row[j]) = (row[j], left);
            }
        }

        return row[^1];
    }
}
