using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Hosting;

/// <summary>Large posts that withhold their last byte once kept 0.9 GB of memory in use for over a minute.</summary>
public sealed class WithheldBodyAttackTests
{
    private const int Connections = 30;
    private const int BodyBytes = 27_000_000;

    /// <summary>Bytes. Pages are served meanwhile.</summary>
    private const long MaxGrowth = 150_000_000;

    /// <summary>384 MB in hexadecimal, as the runtime reads it.</summary>
    private const string HeapLimit = "0x18000000";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_shop_keeps_serving_in_little_memory_while_bodies_are_withheld()
    {
        await using var venue = new TicketingApp();
        var show = await venue.PublishEventAsync();
        using var program = new KillableProgram(venue, ("DOTNET_GCHeapHardLimit", HeapLimit));
        await program.StartAsync(Ct);
        using var visitor = new HttpClient { BaseAddress = program.Address };
        await visitor.GetAsync(new Uri($"/events/{show.Slug}", UriKind.Relative), Ct);
        var (before, peak) = (GetMemory(program), 0L);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var began = Enumerable.Range(0, Connections).Select(_ => new TaskCompletionSource()).ToList();
        var attack = Task.WhenAll(began.Select(own => Task.Run(() => AttackAsync(program.Address, own, over.Token), Ct)));
        await Task.WhenAll(began.Select(own => own.Task)).WaitAsync(TimeSpan.FromMinutes(1), Ct);

        var times = new List<TimeSpan>();
        for (var i = 0; i < TestScale.Count(shortRun: 200, full: 2000); i++)
        {
            var start = Stopwatch.GetTimestamp();
            using var answer = await visitor.GetAsync(new Uri($"/events/{show.Slug}", UriKind.Relative), Ct);
            Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
            await answer.Content.ReadAsByteArrayAsync(Ct);
            times.Add(Stopwatch.GetElapsedTime(start));
            peak = Math.Max(peak, GetMemory(program));
        }

        await over.CancelAsync();
        await attack;
        var slowest = times.Order().ElementAt(times.Count * 99 / 100);
        TestContext.Current.TestOutputHelper?.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"p99 of {times.Count} pages: {slowest.TotalMilliseconds:0} ms; memory {before >> 20} MB, then at most {peak >> 20} MB"
            )
        );
        Assert.True(slowest < TimeSpan.FromSeconds(1), $"p99 is {slowest}");
        Assert.True(peak - before < MaxGrowth, $"Memory grew from {before} to {peak} bytes");
    }

    private static long GetMemory(KillableProgram program)
    {
        using var process = Process.GetProcessById(program.ProcessId);
        return process.WorkingSet64;
    }

    // Sends as much as the shop takes and keeps the connection open; starts again when it is closed.
    private static async Task AttackAsync(Uri address, TaskCompletionSource began, CancellationToken ct)
    {
        var head =
            $"POST /orders/find HTTP/1.1\r\nHost: {address.Authority}\r\nSec-Fetch-Site: same-origin\r\n"
            + $"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {BodyBytes}\r\n\r\n";
        var chunk = Encoding.ASCII.GetBytes("&a=" + new string('a', 1024 * 1024));
        while (!ct.IsCancellationRequested)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(address.Host, address.Port, ct);
                var network = client.GetStream();
                await network.WriteAsync(Encoding.ASCII.GetBytes(head), ct);
                for (var sent = 0; sent + chunk.Length < BodyBytes; sent += chunk.Length)
                {
                    await network.WriteAsync(chunk, ct);
                }

                began.TrySetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, ct);
            }
            catch (Exception error) when (error is IOException or SocketException or OperationCanceledException)
            {
                began.TrySetResult();
                await Task.Delay(100, CancellationToken.None);
            }
        }
    }
}
