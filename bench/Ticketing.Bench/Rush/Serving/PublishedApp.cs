using System.Diagnostics;

namespace Ticketing.Bench.Rush.Serving;

/// <summary>The program as it is installed on linux-x64; published again when its sources have changed.</summary>
internal sealed class PublishedApp
{
    private const string Runtime = "linux-x64";
    private static readonly string[] Skipped = ["bin", "obj", "data", "node_modules"];
    private static readonly string[] BuildFiles = ["appsettings.json", "Directory.Build.props", "Directory.Packages.props", "global.json"];
    private static readonly string Work = Path.Combine(Path.GetTempPath(), "ticketing-bench", "published");

    public static string Folder { get; } = Path.Combine(Work, "app");

    private static string Stamp => Path.Combine(Work, "sources.txt");

    /// <summary>The program without arguments serves.</summary>
    public static string Program => Path.Combine(Folder, "Ticketing.Web");

    public static async Task PublishAsync(CancellationToken ct)
    {
        var root = FindRepository();
        var sources = DescribeSources(root);
        if (File.Exists(Stamp) && await File.ReadAllTextAsync(Stamp, ct) == sources)
        {
            return;
        }

        Note.Write("publishing the program (a few minutes at first) …");
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }

        using var publish = Process.Start(CreateCommand(root))!;
        publish.OutputDataReceived += (_, line) => Console.Error.WriteLine(line.Data);
        publish.BeginOutputReadLine();
        await publish.WaitForExitAsync(ct);
        if (publish.ExitCode != 0)
        {
            throw new InvalidOperationException("The program could not be published.");
        }

        await File.WriteAllTextAsync(Stamp, sources, ct);
    }

    // Apart from the outputs of everyday builds, which have no runtime identifier.
    private static ProcessStartInfo CreateCommand(string root) =>
        new(
            "dotnet",
            [
                "publish",
                Path.Combine(root, "Ticketing.Web", "Ticketing.Web.csproj"),
                "--configuration",
                "Release",
                "--runtime",
                Runtime,
                "--no-self-contained",
                "--artifacts-path",
                Path.Combine(Work, "build"),
                $"-p:NuGetLockFilePath={Path.Combine(Work, "packages.lock.json")}",
                "-p:RunAnalyzers=false",
                "--output",
                Folder,
                "--verbosity",
                "quiet",
            ]
        )
        {
            RedirectStandardOutput = true,
            WorkingDirectory = root,
        };

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Ticketing.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("Run it in the repository: it publishes the program.");
        }

        return folder.FullName;
    }

    private static string DescribeSources(string root)
    {
        var files = FindFiles(new DirectoryInfo(Path.Combine(root, "Ticketing.Web")))
            .Concat(BuildFiles.Select(name => new FileInfo(Path.Combine(root, name))))
            .ToList();
        return $"{root}\n{files.Count} files\n{files.Max(file => file.LastWriteTimeUtc):O}\n";
    }

    private static IEnumerable<FileInfo> FindFiles(DirectoryInfo folder) =>
        folder.EnumerateFiles().Concat(folder.EnumerateDirectories().Where(child => !Skipped.Contains(child.Name)).SelectMany(FindFiles));
}
