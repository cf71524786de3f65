using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;

namespace Ticketing.Tests.Support.Apps;

/// <summary>The app as a separate process on a venue's storage and database, which outlive it.</summary>
public sealed class KillableProgram(TicketingApp venue, params (string Name, string Value)[] settings) : IDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(1);
    private readonly HttpClient probe = new();
    private readonly ConcurrentQueue<string> lines = [];
    private Process? process;

    /// <summary>Of the command line; a server if there are none.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    public int ProcessId => process!.Id;

    /// <summary>Standard output.</summary>
    public IReadOnlyList<string> Lines => [.. lines];

    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort.Find()}");

    /// <param name="readyPath">Path that answers with success when startup is complete.</param>
    public Task StartAsync(CancellationToken ct, string readyPath = "/health/ready")
    {
        Launch();
        return WaitForSuccessAsync(readyPath, ct);
    }

    /// <summary>Does not wait for the start.</summary>
    public void Launch()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Ticketing.Web.dll"), .. Arguments])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = venue.StorageFolder,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["ASPNETCORE_URLS"] = Address.ToString();
        start.Environment["Storage__Directory"] = venue.StorageFolder;
        start.Environment["Database__Provider"] = venue.Database.ToString();
        start.Environment["ConnectionStrings__Ticketing"] = venue.ConnectionString;
        start.Environment["Site__PublicBaseUrl"] = Address.ToString();
        start.Environment["Payments__Provider"] = "Sandbox";
        start.Environment["RateLimiting__Enabled"] = "false";
        start.Environment["Logging__LogLevel__Default"] = "Critical";
        start.Environment["Logging__LogLevel__Microsoft.AspNetCore"] = "Critical";
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, said) => lines.Enqueue(said.Data ?? "");
        process.Start();
        process.BeginOutputReadLine();
    }

    /// <summary>For commands, which end by themselves.</summary>
    public Task WaitForExitAsync(CancellationToken ct) => process!.WaitForExitAsync(ct);

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
        process = null;
    }

    /// <summary>SIGTERM, as platforms send it before they kill.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync(TimeSpan patience)
    {
        using (var signal = Process.Start("sh", ["-c", $"kill -TERM {process!.Id}"]))
        {
            await signal.WaitForExitAsync(CancellationToken.None);
        }

        await process.WaitForExitAsync(CancellationToken.None).WaitAsync(patience);
        var code = process.ExitCode;
        process.Dispose();
        process = null;
        return code;
    }

    public void Dispose()
    {
        process?.Kill();
        process?.Dispose();
        probe.Dispose();
    }

    /// <summary>Waits until the path answers with success.</summary>
    public async Task WaitForSuccessAsync(string path, CancellationToken ct)
    {
        var patience = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var answer = await probe.GetAsync(new Uri(Address, path), ct);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }

                Xunit.Assert.True(
                    patience.Elapsed < StartTimeout,
                    $"{path} still answers {(int)answer.StatusCode}: {string.Join('\n', lines)}"
                );
                await Task.Delay(50, ct);
            }
            catch (Exception error)
                when (error is HttpRequestException or SocketException && process is { HasExited: false } && patience.Elapsed < StartTimeout
                )
            {
                await Task.Delay(50, ct);
            }
        }
    }
}
