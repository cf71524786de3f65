using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Ticketing.Bench.Rush.Serving;

/// <summary>Another process that listens. What it prints goes to the standard error output, so that results stay apart.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(5);
    private readonly Process process;

    private ServerProcess(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    public bool IsRunning => !process.HasExited;

    /// <summary>From the start of the process to the first answer with status 200.</summary>
    public TimeSpan StartDuration { get; private set; }

    /// <summary>Time of all cores, in user and kernel mode.</summary>
    public TimeSpan CpuTime => Refresh().TotalProcessorTime;

    /// <summary>Resident, in bytes.</summary>
    public long Memory => Refresh().WorkingSet64;

    public static Uri CreateAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }

    /// <param name="firstPath">Asked for until it answers with status 200.</param>
    public static async Task<ServerProcess> StartAsync(ProcessStartInfo command, Uri address, string firstPath, CancellationToken ct)
    {
        (command.RedirectStandardOutput, command.RedirectStandardError) = (true, true);
        var watch = Stopwatch.StartNew();
        var server = new ServerProcess(Process.Start(command)!, address);
        server.ForwardOutput();
        try
        {
            await server.WaitAsync(new Uri(address, firstPath), ct);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        server.StartDuration = watch.Elapsed;
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            using var signal = Process.Start("sh", ["-c", $"kill -TERM {process.Id}"]);
            using var timeout = new CancellationTokenSource(StopTimeout);
            await process.WaitForExitAsync(timeout.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!process.HasExited)
            {
                process.Kill();
            }
        }

        process.Dispose();
    }

    private Process Refresh()
    {
        process.Refresh();
        return process;
    }

    private void ForwardOutput()
    {
        static void Forward(object sender, DataReceivedEventArgs line)
        {
            if (!string.IsNullOrEmpty(line.Data))
            {
                Console.Error.WriteLine($"  server: {line.Data}");
            }
        }

        process.OutputDataReceived += Forward;
        process.ErrorDataReceived += Forward;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private async Task WaitAsync(Uri first, CancellationToken ct)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(StartTimeout);
        using var client = new HttpClient();
        while (IsRunning)
        {
            try
            {
                using var answer = await client.GetAsync(first, timeout.Token);
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(PollInterval, timeout.Token);
        }

        throw new InvalidOperationException($"The server ended with exit code {process.ExitCode}.");
    }
}
