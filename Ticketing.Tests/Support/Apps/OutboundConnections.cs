using System.Collections.Concurrent;
using System.Diagnostics;
using Xunit;

namespace Ticketing.Tests.Support.Apps;

/// <summary>Watches this process's connections. Anything but loopback fails the test that sees it.</summary>
public static class OutboundConnections
{
    private static readonly ConcurrentQueue<string> Unregistered = new();
    private static readonly ActivityListener Listener = Listen();

    /// <summary>Must be called before the first request.</summary>
    public static void Watch() => ArgumentNullException.ThrowIfNull(Listener);

    public static void AssertNone() =>
        Assert.True(Unregistered.IsEmpty, $"Unregistered outbound connections: {string.Join(", ", Unregistered)}");

    private static ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Experimental.System.Net.Sockets" or "Experimental.System.Net.NameResolution",
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = Inspect,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static void Inspect(Activity activity)
    {
        var peer = activity.GetTagItem("network.peer.address") as string ?? activity.GetTagItem("dns.question.name") as string;
        if (peer is not null && !IsLocal(peer))
        {
            Unregistered.Enqueue(peer);
        }
    }

    private static bool IsLocal(string peer) =>
        peer is "localhost" or "::1" or "::ffff:127.0.0.1"
        || peer.StartsWith("127.", StringComparison.Ordinal)
        || peer.StartsWith('/') // a local socket, not a host
        || peer == Environment.MachineName;
}
