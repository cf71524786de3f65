using System.Diagnostics;

namespace Ticketing.Tests.Hosting;

/// <summary>The program as a process of its own, as an operator runs it.</summary>
internal static class TicketingProcess
{
    /// <summary>Whatever is run to its end here ends in seconds; one that serves instead never would.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public sealed record Outcome(int ExitCode, string Output, string Errors);

    /// <summary>Runs the program that was built with the tests to its end.</summary>
    public static Task<Outcome> RunAsync(string[] arguments, Dictionary<string, string> environment) =>
        RunAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "Ticketing.Web.dll"), .. arguments], AppContext.BaseDirectory, environment);

    public static async Task<Outcome> RunAsync(string program, string[] arguments, string directory, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new(process.ExitCode, await output, await errors);
    }
}
