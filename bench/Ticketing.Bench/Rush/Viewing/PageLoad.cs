using System.Diagnostics;
using System.Net.Sockets;
using Ticketing.Bench.Rush.Results;

namespace Ticketing.Bench.Rush.Viewing;

/// <summary>Asks for one page on 32 connections, on a thread of its own.</summary>
internal static class PageLoad
{
    private const int Connections = 32;
    private const int AnswersPerInspection = 500;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(4);

    /// <param name="inspect">Called with some of the answers.</param>
    public static Task<PageRun> RunAsync(Uri page, string encoding, InspectAnswer? inspect, CancellationToken ct) =>
        Task.Factory.StartNew(() => Run(page, encoding, inspect, ct), ct, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static PageRun Run(Uri page, string encoding, InspectAnswer? inspect, CancellationToken ct)
    {
        var connections = Enumerable.Range(0, Connections).Select(_ => new PageConnection(page, encoding)).ToList();
        try
        {
            connections.ForEach(connection => connection.Send());
            var bySocket = connections.ToDictionary(connection => connection.Socket);
            Drive(bySocket, WarmUp, _ => { }, ct);
            var (times, watch) = (new Percentiles(), Stopwatch.StartNew());
            Drive(
                bySocket,
                Duration,
                answered =>
                {
                    times.Add(answered.Duration.TotalMilliseconds);
                    if (inspect is not null && times.Count % AnswersPerInspection == 0)
                    {
                        inspect(answered.Answer);
                    }
                },
                ct
            );
            return new PageRun(times.Count / watch.Elapsed.TotalSeconds, times.Get(0.99));
        }
        finally
        {
            connections.ForEach(connection => connection.Dispose());
        }
    }

    private static void Drive(
        Dictionary<Socket, PageConnection> connections,
        TimeSpan duration,
        Action<PageConnection> record,
        CancellationToken ct
    )
    {
        var (watch, ready) = (Stopwatch.StartNew(), new List<Socket>(connections.Count));
        while (watch.Elapsed < duration)
        {
            ct.ThrowIfCancellationRequested();
            ready.Clear();
            ready.AddRange(connections.Keys);
            Socket.Select(ready, null, null, TimeSpan.FromSeconds(1));
            foreach (var socket in ready)
            {
                var connection = connections[socket];
                if (connection.Receive())
                {
                    record(connection);
                    connection.Send();
                }
            }
        }
    }
}

internal delegate void InspectAnswer(ReadOnlySpan<byte> answer);

/// <param name="P99">Milliseconds.</param>
internal sealed record PageRun(double PerSecond, double P99);
