using System.Text.Json;

namespace Ticketing.Tests.Support;

/// <summary>Reads the Dockerfile, so that tests follow it.</summary>
internal static class DockerfileReader
{
    public sealed record Instruction(string Keyword, string Arguments);

    /// <summary>Each begins with its FROM. The last one is the image.</summary>
    public static IReadOnlyList<IReadOnlyList<Instruction>> Stages { get; } = ReadStages();

    public static IReadOnlyList<Instruction> BuildStage => Stages[^2];

    public static IReadOnlyList<Instruction> FinalStage => Stages[^1];

    /// <summary>The arguments for <c>dotnet</c>.</summary>
    public static string[] GetPublishArguments() =>
        BuildStage
            .Last(i => i.Keyword == "RUN" && i.Arguments.StartsWith("dotnet publish ", StringComparison.Ordinal))
            .Arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..];

    /// <summary>Environment variables of the image.</summary>
    public static IEnumerable<(string Name, string Value)> GetEnvironment() => FinalStage.SelectMany(ReadEnvironment);

    public static IEnumerable<(string Name, string Value)> ReadEnvironment(Instruction instruction) =>
        instruction.Keyword == "ENV"
            ? instruction
                .Arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(pair => pair.Split('=', 2))
                .Select(pair => (pair[0], pair[1]))
            : [];

    /// <param name="keyword">Such as <c>ENTRYPOINT</c>, whose command is a list.</param>
    public static string[] GetCommand(string keyword)
    {
        var arguments = FinalStage.Single(i => i.Keyword == keyword).Arguments;
        return JsonSerializer.Deserialize<string[]>(arguments[arguments.IndexOf('[', StringComparison.Ordinal)..])!;
    }

    private static List<List<Instruction>> ReadStages()
    {
        var stages = new List<List<Instruction>>();
        var lines = Repository.Read("Dockerfile").Replace("\\\n", " ", StringComparison.Ordinal).Split('\n');
        foreach (var line in lines.Where(l => l.Length > 0 && l[0] != '#'))
        {
            var instruction = new Instruction(line.Split(' ')[0], line[line.IndexOf(' ', StringComparison.Ordinal)..].Trim());
            if (instruction.Keyword == "FROM")
            {
                stages.Add([]);
            }

            // ARG may come before the first stage.
            stages.LastOrDefault()?.Add(instruction);
        }

        return stages;
    }
}
