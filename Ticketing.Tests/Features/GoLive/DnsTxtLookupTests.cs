using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Ticketing.Features.GoLive.SenderDomain;
using Xunit;

namespace Ticketing.Tests.Features.GoLive;

/// <summary>Over real packets from a name server on this machine.</summary>
public sealed class DnsTxtLookupTests : IDisposable
{
    private const int NoError = 0;
    private const int ServerFailure = 2;
    private const int NoSuchName = 3;
    private const int Refused = 5;

    private readonly UdpClient server = new(new IPEndPoint(IPAddress.Loopback, 0));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IPEndPoint Address => (IPEndPoint)server.Client.LocalEndPoint!;

    [Fact]
    public async Task A_record_in_several_pieces_is_one_text()
    {
        using var answering = Answer(NoError, ["v=DKIM1; p=", "MIIB", "IjAN"], ["v=spf1 -all"]);
        Assert.Equal(["v=DKIM1; p=MIIBIjAN", "v=spf1 -all"], await FindAsync());
    }

    [Theory]
    [InlineData(NoError)]
    [InlineData(NoSuchName)]
    public async Task A_name_without_records_has_none(int code)
    {
        using var answering = Answer(code);
        Assert.Equal([], await FindAsync());
    }

    [Theory]
    [InlineData(ServerFailure)]
    [InlineData(Refused)]
    public async Task A_name_server_that_fails_has_not_answered(int code)
    {
        using var answering = Answer(code);
        Assert.Null(await FindAsync());
    }

    [Fact]
    public async Task A_name_server_that_is_down_has_not_answered()
    {
        var address = Address;
        server.Dispose();
        Assert.Null(await new DnsTxtLookup(address).FindAsync("blueroom.example", Ct));
    }

    public void Dispose() => server.Dispose();

    private Task<IReadOnlyList<string>?> FindAsync() => new DnsTxtLookup(Address).FindAsync("blueroom.example", Ct);

    private CancellationTokenSource Answer(int code, params string[][] records)
    {
        var stopping = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        _ = AnswerAsync(code, records, stopping.Token);
        return stopping;
    }

    private async Task AnswerAsync(int code, string[][] records, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            var asked = await server.ReceiveAsync(ct);
            await server.SendAsync(Compose(asked.Buffer, code, records), asked.RemoteEndPoint, ct);
        }
    }

    private static byte[] Compose(byte[] query, int code, string[][] records)
    {
        // The question ends with an empty label, its type and its class.
        var question = query.AsSpan(12, Array.IndexOf(query, (byte)0, 12) + 5 - 12);
        using var packet = new MemoryStream();
        packet.Write(query.AsSpan(0, 2));
        WriteNumbers(packet, 0x8180 | code, 1, records.Length, 0, 0);
        packet.Write(question);
        foreach (var pieces in records)
        {
            var text = pieces.SelectMany(piece => (byte[])[(byte)piece.Length, .. Encoding.ASCII.GetBytes(piece)]).ToArray();
            // The name of the question, TXT, Internet, a minute to live.
            WriteNumbers(packet, 0xC00C, 16, 1, 0, 60, text.Length);
            packet.Write(text);
        }

        return packet.ToArray();
    }

    private static void WriteNumbers(MemoryStream packet, params int[] numbers)
    {
        Span<byte> two = stackalloc byte[2];
        foreach (var number in numbers)
        {
            BinaryPrimitives.WriteUInt16BigEndian(two, (ushort)number);
            packet.Write(two);
        }
    }
}
