using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace Ticketing.Tests.Support;

/// <summary>The line between the program and its database server. It can be cut, can fall silent, and can be mended; the server never notices.</summary>
public sealed class DatabaseLine : IDisposable
{
    private readonly string host;
    private readonly int port;
    private readonly ConcurrentDictionary<Socket, byte> ends = [];
    private TaskCompletionSource flows = Completed();
    private TcpListener? listener;
    private byte[]? trigger;
    private int messagesLeft;
    private Action then = () => { };
    private int connections;

    /// <param name="server">The connection string of the database at its other end.</param>
    public DatabaseLine(string server)
    {
        var direct = new NpgsqlConnectionStringBuilder(server);
        (host, port) = (direct.Host!, direct.Port);
        while (!TryListen(Random.Shared.Next(10_000, 20_000)))
        {
        }

        ConnectionString = new NpgsqlConnectionStringBuilder(server) { Host = "127.0.0.1", Port = Port }.ConnectionString;
    }

    /// <summary>Of the same database, through this line.</summary>
    public string ConnectionString { get; }

    public int Port { get; private set; }

    /// <summary>How many were made since the beginning.</summary>
    public int Connections => connections;

    /// <summary>Ends every connection and refuses new ones.</summary>
    public void Cut()
    {
        listener?.Dispose();
        listener = null;
        Restart();
    }

    /// <summary>Ends every connection there is, as a server does that restarts between two requests.</summary>
    public void Restart()
    {
        foreach (var end in ends.Keys)
        {
            end.Dispose();
        }
    }

    /// <summary>Cuts itself once, when the program sends this text of a statement; the server does not get it.</summary>
    public void CutAt(string statement) => (trigger, then) = (Encoding.ASCII.GetBytes(statement), Cut);

    /// <summary>Cuts itself once, when the program sends so many messages, with the last of them; at 0 never.</summary>
    public void CutAfter(int messages) => (messagesLeft, then) = (messages, Cut);

    public bool IsCut => listener is null;

    /// <summary>As <see cref="CutAt"/>, and is mended at once.</summary>
    public void RestartAt(string statement) => (trigger, then) = (Encoding.ASCII.GetBytes(statement), Restart);

    public void Mend() => Xunit.Assert.True(TryListen(Port), "Somebody has taken the port meanwhile.");

    /// <summary>Nothing comes through any more, and nobody is told.</summary>
    public void Silence() => flows = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Resume() => flows.TrySetResult();

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
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ConnectAsync(Socket program)
    {
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
        ends[program] = ends[server] = 0;
        try
        {
            await server.ConnectAsync(host, port);
            await Task.WhenAny(PumpAsync(program, server, watched: true), PumpAsync(server, program, watched: false));
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
        }

        program.Dispose();
        ends.TryRemove(program, out _);
        ends.TryRemove(server, out _);
    }

    private async Task PumpAsync(Socket from, Socket to, bool watched)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var read)
            {
                await flows.Task;
                if (watched && IsTheLast(buffer.AsSpan(0, read)))
                {
                    then();
                    return;
                }

                await to.SendAsync(buffer.AsMemory(0, read));
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
        }
    }

    // Below the ports that outgoing connections get: while the line is cut, none of them may take ours.
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

    private bool IsTheLast(ReadOnlySpan<byte> message)
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
