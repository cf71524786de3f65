using System.Diagnostics;

namespace Ticketing.Tests.Support;

/// <summary>Runs the program as its own process.</summary>
internal static class TicketingProcess
{
    /// <summary>Commands end in seconds; one that serves by mistake would never end.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    public sealed record Outcome(int ExitCode, string Output, string Errors);

    /// <summary>Runs the program built with the tests.</summary>
    public static Task<Outcome> RunAsync(string[] arguments, Dictionary<string, string> environment) =>
        RunAsync(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "Ticketing.Web.dll"), .. arguments],
            AppContext.BaseDirectory,
            environment
        );

    public static async Task<Outcome> RunAsync(
        string program,
        string[] arguments,
        string directory,
        Dictionary<string, string> environment,
        TimeSpan? timeout = null
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(timeout ?? Timeout);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new(process.ExitCode, await output, await errors);
    }
}
