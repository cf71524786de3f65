namespace Ticketing.Tests.Support;

/// <summary>Reads the Dockerfile, so that tests follow it.</summary>
internal static class DockerfileReader
{
    /// <summary>The arguments of the last publish instruction that starts with <paramref name="start"/>.</summary>
    public static string[] GetPublishArguments(string start)
    {
        var line = Instructions()
            .Last(l => l.StartsWith(start, StringComparison.Ordinal) && l.Contains(" publish ", StringComparison.Ordinal));
        return line[start.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Environment variables of the final image.</summary>
    public static IEnumerable<(string Name, string Value)> GetEnvironment() =>
        Instructions()
            .SkipWhile(l => !l.StartsWith("FROM mcr.microsoft.com/dotnet/aspnet", StringComparison.Ordinal))
            .Where(l => l.StartsWith("ENV ", StringComparison.Ordinal))
            .SelectMany(l => l[4..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(pair =>
                (pair[..pair.IndexOf('=', StringComparison.Ordinal)], pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..])
            );

    private static string[] Instructions() => Repository.Read("Dockerfile").Replace("\\\n", " ", StringComparison.Ordinal).Split('\n');
}
