using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace Ticketing.Tests.Support.Databases;

/// <summary>A TCP proxy between the app and PostgreSQL that can be cut, stalled and restored.</summary>
public sealed class DatabaseProxy : IDisposable
{
    private readonly string host;
    private readonly int port;
    private readonly ConcurrentDictionary<Socket, byte> sockets = [];
    private TaskCompletionSource traffic = Completed();
    private TcpListener? listener;
    private byte[]? trigger;
    private int messagesLeft;
    private Action onTrigger = () => { };
    private int connections;

    /// <param name="server">Connection string of the real database.</param>
    public DatabaseProxy(string server)
    {
        var direct = new NpgsqlConnectionStringBuilder(server);
        (host, port) = (direct.Host!, direct.Port);
        while (!TryListen(Random.Shared.Next(10_000, 20_000))) { }

        ConnectionString = new NpgsqlConnectionStringBuilder(server) { Host = "127.0.0.1", Port = Port }.ConnectionString;
    }

    /// <summary>Goes through the proxy.</summary>
    public string ConnectionString { get; }

    public int Port { get; private set; }

    /// <summary>Connections accepted so far.</summary>
    public int Connections => connections;

    /// <summary>Closes all connections and refuses new ones.</summary>
    public void Cut()
    {
        listener?.Dispose();
        listener = null;
        Restart();
    }

    /// <summary>Closes all connections, as a server restart does.</summary>
    public void Restart()
    {
        foreach (var end in sockets.Keys)
        {
            end.Dispose();
        }
    }

    /// <summary>Cuts once, instead of forwarding a message that contains this text.</summary>
    public void CutAt(string statement) => (trigger, onTrigger) = (Encoding.ASCII.GetBytes(statement), Cut);

    /// <summary>Cuts once, at the nth message from the app; 0 disables it.</summary>
    public void CutAfter(int messages) => (messagesLeft, onTrigger) = (messages, Cut);

    public bool IsCut => listener is null;

    /// <summary>Like <see cref="CutAt"/>, but accepts new connections at once.</summary>
    public void RestartAt(string statement) => (trigger, onTrigger) = (Encoding.ASCII.GetBytes(statement), Restart);

    public void Restore() => Xunit.Assert.True(TryListen(Port), "The port is in use by another process.");

    /// <summary>Stalls all traffic without closing connections.</summary>
    public void Stall() => traffic = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Resume() => traffic.TrySetResult();

    public void Dispose()
    {
        Cut();
        Resume();
    }

    private async Task AcceptAsync(TcpListener from)
    {
        try
        {
            while (true)
            {
                var program = await from.AcceptSocketAsync();
                Interlocked.Increment(ref connections);
                _ = ConnectAsync(program);
            }
        }
        catch (Exception error) when (error is SocketException or InvalidOperationException)
        {
            // Also "not listening", if it was cut between two connections.
        }
    }

    private async Task ConnectAsync(Socket program)
    {
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
        sockets[program] = sockets[server] = 0;
        try
        {
            await server.ConnectAsync(host, port);
            await Task.WhenAny(ForwardAsync(program, server, isFromApp: true), ForwardAsync(server, program, isFromApp: false));
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException) { }

        program.Dispose();
        sockets.TryRemove(program, out _);
        sockets.TryRemove(server, out _);
    }

    private async Task ForwardAsync(Socket from, Socket to, bool isFromApp)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var read)
            {
                await traffic.Task;
                if (isFromApp && IsTriggered(buffer.AsSpan(0, read)))
                {
                    onTrigger();
                    return;
                }

                await to.SendAsync(buffer.AsMemory(0, read));
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException) { }
    }

    // Below the ephemeral port range, so that no outgoing connection takes the port while the proxy is cut.
    private bool TryListen(int at)
    {
        try
        {
            listener = new TcpListener(IPAddress.Loopback, at);
            listener.Start();
            Port = at;
            _ = AcceptAsync(listener);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private bool IsTriggered(ReadOnlySpan<byte> message)
    {
        if (Interlocked.Decrement(ref messagesLeft) == 0)
        {
            return true;
        }

        var isIt = trigger is { } text && message.IndexOf(text) >= 0;
        trigger = isIt ? null : trigger;
        return isIt;
    }

    private static TaskCompletionSource Completed()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }
}
