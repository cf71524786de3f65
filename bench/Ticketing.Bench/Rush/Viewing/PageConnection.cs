using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Ticketing.Bench.Rush.Viewing;

/// <summary>
/// One browser's connection, which asks for the same page again and again. Little more than a socket, since it shares the cores with the
/// server.
/// </summary>
internal sealed class PageConnection : IDisposable
{
    private static readonly byte[] HeadEnd = "\r\n\r\n"u8.ToArray();
    private static readonly byte[] LengthHeader = "\r\nContent-Length: "u8.ToArray();
    private static readonly byte[] ChunkedHeader = "\r\nTransfer-Encoding: chunked"u8.ToArray();
    private static readonly byte[] LastChunk = "\r\n0\r\n\r\n"u8.ToArray();
    private static readonly byte[] Ok = "HTTP/1.1 200 "u8.ToArray();
    private readonly byte[] request;
    private readonly byte[] received = new byte[1024 * 1024];
    private int filled;
    private int answerLength;
    private long sentAt;

    public PageConnection(Uri page, string encoding)
    {
        var accept = encoding.Length == 0 ? "" : $"Accept-Encoding: {encoding}\r\n";
        request = Encoding.ASCII.GetBytes($"GET {page.PathAndQuery} HTTP/1.1\r\nHost: {page.Authority}\r\n{accept}\r\n");
        Socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Socket.Connect(page.Host, page.Port);
    }

    public Socket Socket { get; }

    /// <summary>Of the latest answer.</summary>
    public ReadOnlySpan<byte> Answer => received.AsSpan(0, answerLength);

    public TimeSpan Duration { get; private set; }

    public void Dispose() => Socket.Dispose();

    public void Send()
    {
        (filled, answerLength) = (0, 0);
        sentAt = Stopwatch.GetTimestamp();
        Socket.Send(request);
    }

    /// <returns>True if the answer is complete.</returns>
    /// <exception cref="InvalidOperationException">It has another status than 200, or no length.</exception>
    public bool Receive()
    {
        var count = Socket.Receive(received, filled, received.Length - filled, SocketFlags.None);
        filled += count > 0 ? count : throw new InvalidOperationException("The server closed a connection.");
        if (answerLength == 0)
        {
            answerLength = FindLength(received.AsSpan(0, filled));
        }

        Duration = Stopwatch.GetElapsedTime(sentAt);
        return answerLength > 0 && filled >= answerLength;
    }

    /// <returns>With the head; 0 if it is not known yet.</returns>
    private static int FindLength(ReadOnlySpan<byte> received)
    {
        if (received.IndexOf(HeadEnd) is not (>= 0 and var end))
        {
            return 0;
        }

        // What is being rendered comes in chunks; nothing is sent after the last one.
        var head = received[..end];
        return head.IndexOf(ChunkedHeader) < 0 ? end + HeadEnd.Length + ReadLength(head)
            : received.EndsWith(LastChunk) ? received.Length
            : 0;
    }

    private static int ReadLength(ReadOnlySpan<byte> head)
    {
        var start = head.IndexOf(LengthHeader);
        if (!head.StartsWith(Ok) || start < 0)
        {
            throw new InvalidOperationException($"Unexpected answer: {Encoding.ASCII.GetString(head)}");
        }

        var rest = head[(start + LengthHeader.Length)..];
        var digits = rest.IndexOf((byte)'\r') is var end and >= 0 ? rest[..end] : rest;
        return int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
