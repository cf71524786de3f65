using System.Text.RegularExpressions;

namespace Ticketing.Tests.Support;

/// <summary>
/// Runs the stage of the Dockerfile that builds, in an empty folder that stands for its root. What it copies from the image of Node.js is
/// taken from this machine.
/// </summary>
internal sealed partial class DockerfileBuild
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(9);
    private readonly string root;
    private readonly Dictionary<string, string> environment = new()
    {
        // A build server started here would keep the output open. Analyzers already ran when the tests were built.
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["UseSharedCompilation"] = "false",
        ["RunAnalyzers"] = "false",
    };
    private string folder;

    private DockerfileBuild(string root)
    {
        (this.root, folder) = (root, root);
        Directory.CreateDirectory(Path.Combine(root, "usr/local/bin"));
    }

    public static async Task RunAsync(string root)
    {
        var build = new DockerfileBuild(root);
        foreach (var instruction in DockerfileReader.BuildStage)
        {
            await build.RunAsync(instruction);
        }
    }

    private async Task RunAsync(DockerfileReader.Instruction instruction)
    {
        switch (instruction.Keyword)
        {
            case "WORKDIR":
                folder = Directory.CreateDirectory(MoveToRoot(instruction.Arguments)).FullName;
                break;
            case "ENV":
                DockerfileReader.ReadEnvironment(instruction).ToList().ForEach(e => environment[e.Name] = e.Value);
                break;
            case "COPY" when !instruction.Arguments.StartsWith("--from=", StringComparison.Ordinal):
                var paths = instruction.Arguments.Split(' ');
                Copy(paths[..^1], Path.Combine(folder, paths[^1]));
                break;
            case "RUN":
                await ExecuteAsync(MoveToRoot(instruction.Arguments));
                break;
        }
    }

    private async Task ExecuteAsync(string command)
    {
        var outcome = await TicketingProcess.RunAsync("/bin/sh", ["-c", command], folder, environment, Timeout);
        if (outcome.ExitCode != 0)
        {
            throw new InvalidOperationException($"{command}: {outcome.Output}{outcome.Errors}");
        }
    }

    // A file loses its folders, and a folder keeps those inside it.
    private static void Copy(string[] sources, string target)
    {
        foreach (var (source, file) in sources.SelectMany(source => DockerfileContext.Find(source).Select(file => (source, file))))
        {
            var to = Path.Combine(target, file == source ? Path.GetFileName(file) : Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(Path.Combine(Repository.Folder, file), to, overwrite: true);
        }
    }

    private string MoveToRoot(string command) => Absolute.Replace(command, path => root + path.Value);

    [GeneratedRegex(@"(?<=^|[ =])/(?=\w)")]
    private static partial Regex Absolute { get; }
}
