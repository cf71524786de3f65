using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Ticketing.Tests.Support;

/// <summary>
/// Published by the commands of the Dockerfile, in the short run without compiling, and run like the image: as a user without a home who
/// may only write to the data folder.
/// </summary>
public sealed class PublishedProgram : IAsyncDisposable
{
    private const string Nobody = "65534";
    private const UnixFileMode Everyone =
        UnixFileMode.UserRead
        | UnixFileMode.UserWrite
        | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherExecute;

    private readonly string top = Directory.CreateTempSubdirectory("ticketing-published-").FullName;
    private Process? server;

    private PublishedProgram()
    {
        Directory.CreateDirectory(Program);
        Directory.CreateDirectory(Temporary);
        Directory.CreateDirectory(Data);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(top, Everyone);
            File.SetUnixFileMode(Data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public string Data => Path.Combine(top, "data");

    public int Port { get; } = FreePort.Find();

    private string Program => Path.Combine(top, "app");

    private string Temporary => Path.Combine(top, "tmp");

    public static async Task<PublishedProgram> PublishAsync()
    {
        var published = new PublishedProgram();
        if (TestScale.IsFull)
        {
            await DockerfileBuild.RunAsync(published.top);
        }
        else
        {
            await published.PublishWhatWasBuiltAsync();
        }

        if (Environment.IsPrivilegedProcess)
        {
            await TicketingProcess.RunAsync("chown", [$"{Nobody}:{Nobody}", published.Data], published.top, []);
        }

        return published;
    }

    public async Task StartAsync()
    {
        server = Process.Start(Command(DockerfileReader.GetCommand("ENTRYPOINT")))!;
        using var client = new HttpClient();
        for (var attempt = 0; attempt < 120 && !server.HasExited; attempt++)
        {
            try
            {
                using var response = await client.GetAsync(Address("/health/live"));
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(250);
            }
        }

        throw new InvalidOperationException("The published program does not answer.");
    }

    public async Task StopAsync()
    {
        server!.Kill(entireProcessTree: true);
        await server.WaitForExitAsync();
    }

    /// <summary>Runs the health check of the image.</summary>
    public async Task<int> CheckHealthAsync()
    {
        using var process = Process.Start(Command(DockerfileReader.GetCommand("HEALTHCHECK")))!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    public Uri Address(string path) => new($"http://localhost:{Port}{path}");

    public IReadOnlyList<string> FilesOutsideData() =>
        [
            .. new[] { Program, Temporary }
                .SelectMany(f => Directory.EnumerateFileSystemEntries(f, "*", SearchOption.AllDirectories))
                .Order(StringComparer.Ordinal),
        ];

    public async ValueTask DisposeAsync()
    {
        if (server is { HasExited: false })
        {
            await StopAsync();
        }

        server?.Dispose();
        Directory.Delete(top, recursive: true);
    }

    // A build server started here would keep the output open. Analyzers already ran when the tests were built.
    private async Task PublishWhatWasBuiltAsync()
    {
        var compilerServer = Environment.GetEnvironmentVariable("SharedCompilationId");
        var outcome = await TicketingProcess.RunAsync(
            "dotnet",
            PublishArguments(),
            Repository.Folder,
            new()
            {
                ["MSBUILDDISABLENODEREUSE"] = "1",
                ["UseSharedCompilation"] = compilerServer is null ? "false" : "true",
                ["RunAnalyzers"] = "false",
            }
        );
        if (outcome.ExitCode != 0)
        {
            throw new InvalidOperationException("Publishing failed: " + outcome.Output + outcome.Errors);
        }
    }

    private string[] PublishArguments()
    {
        var arguments = DockerfileReader.GetPublishArguments();
        arguments[Array.IndexOf(arguments, "--output") + 1] = Program;
        arguments[Array.IndexOf(arguments, "Release")] = typeof(PublishedProgram)
            .Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!
            .Configuration;
        return [.. arguments, "--no-build"];
    }

    private ProcessStartInfo Command(string[] command)
    {
        if (Environment.IsPrivilegedProcess)
        {
            command = ["setpriv", $"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", .. command];
        }

        var start = new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = Program };
        start.Environment.Clear();
        foreach (var (name, value) in DockerfileReader.GetEnvironment())
        {
            start.Environment[name] = value;
        }

        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath("../../..", RuntimeEnvironment.GetRuntimeDirectory());
        start.Environment["TMPDIR"] = Temporary;
        start.Environment["Storage__Directory"] = Data;
        start.Environment["ASPNETCORE_HTTP_PORTS"] = Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        start.Environment["Site__PublicBaseUrl"] = "https://tickets.example.org";
        return start;
    }
}
