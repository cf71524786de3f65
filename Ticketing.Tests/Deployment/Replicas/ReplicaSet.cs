using System.Net;
using System.Net.Sockets;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;

namespace Ticketing.Tests.Deployment.Replicas;

/// <summary>Three processes of one venue behind a proxy.</summary>
internal sealed class ReplicaSet : IAsyncDisposable
{
    public const int Count = 3;
    private static readonly TimeSpan MaxShutdown = TimeSpan.FromSeconds(30);

    private readonly NginxProxy proxy = new();

    private ReplicaSet(TicketingApp venue, (string Name, string Value)[] settings) =>
        Programs = [
            .. Enumerable
                .Range(0, Count)
                .Select(_ => new KillableProgram(
                    venue,
                    [("Site__PublicBaseUrl", $"{proxy.Address}"), ("Proxy__KnownNetworks__0", "127.0.0.1/32"), .. settings]
                )),
        ];

    public IReadOnlyList<KillableProgram> Programs { get; }

    public Uri Address => proxy.Address;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<ReplicaSet> StartAsync(TicketingApp venue, params (string Name, string Value)[] settings)
    {
        NginxProxy.SkipIfUnavailable();
        var set = new ReplicaSet(venue, settings);
        await Task.WhenAll(set.Programs.Select(program => program.StartAsync(Ct)));
        await set.proxy.StartAsync(set.Programs.Select(program => program.Address), Ct);
        return set;
    }

    /// <summary>As a platform does for a new version: one after the other is stopped, and the next only when it is ready again.</summary>
    public async Task RestartOneByOneAsync(int count = Count)
    {
        foreach (var program in Programs.Take(count))
        {
            Assert.Equal(0, await program.StopAsync(patience: 2 * MaxShutdown));
            await program.StartAsync(Ct);
        }
    }

    /// <summary>A buyer whose requests reach another replica each time.</summary>
    /// <param name="client">The last number of its address, from 2 on.</param>
    public Browser NewBrowser(int client) => new(ConnectFrom(client), Address);

    public async ValueTask DisposeAsync()
    {
        await proxy.DisposeAsync();
        foreach (var program in Programs)
        {
            program.Dispose();
        }
    }

    private static SocketsHttpHandler ConnectFrom(int client) =>
        new()
        {
            UseCookies = false,
            AllowAutoRedirect = false,
            ConnectCallback = async (context, ct) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Bind(new IPEndPoint(IPAddress.Parse($"127.0.0.{client}"), 0));
                await socket.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, ct);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
}
