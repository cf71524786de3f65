using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Ticketing.Features.GoLive.PublicAddress;
using Xunit;

namespace Ticketing.Tests.Features.GoLive;

/// <summary>Real connections to servers that behave badly.</summary>
public sealed class HttpPublicAddressProbeTests
{
    private readonly FakeTimeProvider clock = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_answer_is_read_with_its_date()
    {
        await using var server = new Server("HTTP/1.1 200 OK\r\nDate: Mon, 03 Feb 2031 12:00:05 GMT\r\nContent-Length: 5\r\n\r\nhello");
        var answered = Assert.IsType<ProbeOutcome.Answered>(await ProbeAsync(server));
        Assert.Equal((200, "hello", null, false), (answered.Status, answered.Body, answered.RedirectTo, answered.HasHsts));
        Assert.Equal(new DateTimeOffset(2031, 2, 3, 12, 0, 5, TimeSpan.Zero), answered.Date);
        Assert.StartsWith("GET /venue-check?challenge=x HTTP/1.1", server.Requests.Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://elsewhere.example/path?token=1", "https://elsewhere.example")]
    [InlineData("//elsewhere.example:8443", "http://elsewhere.example:8443")]
    [InlineData("/elsewhere", "http://127.0.0.1:{port}")]
    public async Task A_redirect_is_told_and_not_followed(string target, string origin)
    {
        await using var server = new Server($"HTTP/1.1 302 Found\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n");
        var answered = Assert.IsType<ProbeOutcome.Answered>(await ProbeAsync(server));
        Assert.Equal(302, answered.Status);
        Assert.Equal(origin.Replace("{port}", $"{server.Port}", StringComparison.Ordinal), answered.RedirectTo);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task An_endless_answer_is_cut_off()
    {
        await using var server = new Server("HTTP/1.1 200 OK\r\n\r\n", endless: true);
        var answered = Assert.IsType<ProbeOutcome.Answered>(await ProbeAsync(server));
        Assert.Equal(4096, answered.Body.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe")]
    public async Task A_server_that_stops_answering_is_left(string begin)
    {
        await using var server = new Server(begin, hangs: true);
        var probing = ProbeAsync(server);
        await server.Answered.Task.WaitAsync(Ct);
        while (!probing.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(probing, Task.Delay(TimeSpan.FromMilliseconds(20), Ct));
        }

        Assert.Equal("127.0.0.1 did not answer in time.", Assert.IsType<ProbeOutcome.Unreachable>(await probing).Reason);
    }

    [Theory]
    [InlineData("nonsense\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe")]
    public async Task A_broken_answer_proves_nothing(string answer)
    {
        await using var server = new Server(answer);
        Assert.IsType<ProbeOutcome.Unreachable>(await ProbeAsync(server));
    }

    [Fact]
    public async Task A_closed_port_proves_nothing()
    {
        var server = new Server("");
        await server.DisposeAsync();
        var outcome = Assert.IsType<ProbeOutcome.Unreachable>(await ProbeAsync(server));
        Assert.Equal("127.0.0.1 takes no connection from this machine.", outcome.Reason);
    }

    [Theory]
    [InlineData("CN=elsewhere.example", 30, "Its certificate is for another name.")]
    [InlineData("CN=127.0.0.1", -1, "Its certificate has expired, or is not valid yet.")]
    [InlineData("CN=127.0.0.1", 30, "Its certificate is not from an authority that this machine trusts")]
    public async Task A_certificate_that_browsers_reject_is_told_and_nothing_is_asked(string name, int days, string reason)
    {
        using var certificate = CreateCertificate(name, days);
        await using var server = new Server("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", certificate: certificate);
        var outcome = Assert.IsType<ProbeOutcome.Unsafe>(await ProbeAsync(server));
        Assert.StartsWith(reason, outcome.Reason, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_server_without_TLS_is_told()
    {
        await using var server = new Server("HTTP/1.1 400 Bad Request\r\n\r\n");
        var outcome = await new HttpPublicAddressProbe(clock).GetAsync(new Uri($"https://127.0.0.1:{server.Port}/"), Ct);
        Assert.Equal("It does not speak TLS there.", Assert.IsType<ProbeOutcome.Unsafe>(outcome).Reason);
    }

    private Task<ProbeOutcome> ProbeAsync(Server server) =>
        new HttpPublicAddressProbe(clock).GetAsync(
            new Uri($"{(server.HasTls ? "https" : "http")}://127.0.0.1:{server.Port}/venue-check?challenge=x"),
            Ct
        );

    private static X509Certificate2 CreateCertificate(string name, int days)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(name[3..], out var address))
        {
            names.AddIpAddress(address);
        }
        else
        {
            names.AddDnsName(name[3..]);
        }

        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-60), now.AddDays(days));
    }

    /// <summary>Answers every connection with the same bytes.</summary>
    private sealed class Server : IAsyncDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource closing = new();
        private readonly (string Answer, bool Endless, bool Hangs, X509Certificate2? Certificate) script;
        private readonly Task serving;

        public Server(string answer, bool endless = false, bool hangs = false, X509Certificate2? certificate = null)
        {
            script = (answer, endless, hangs, certificate);
            listener.Start();
            Port = ((IPEndPoint)listener.LocalEndpoint).Port;
            serving = ServeAsync();
        }

        public int Port { get; }

        public bool HasTls => script.Certificate is not null;

        public List<string> Requests { get; } = [];

        public TaskCompletionSource Answered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async ValueTask DisposeAsync()
        {
            await closing.CancelAsync();
            listener.Dispose();
            await serving;
            closing.Dispose();
        }

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    using var client = await listener.AcceptTcpClientAsync(closing.Token);
                    await using var stream = await OpenAsync(client);
                    await AnswerAsync(stream);
                }
            }
            catch (Exception error) when (error is OperationCanceledException or InvalidOperationException or SocketException)
            {
                // Also "not listening", if it was stopped between two clients.
            }
        }

        private async Task<Stream> OpenAsync(TcpClient client)
        {
            if (script.Certificate is not { } certificate)
            {
                return client.GetStream();
            }

            var tls = new SslStream(client.GetStream());
            try
            {
                await tls.AuthenticateAsServerAsync(certificate, clientCertificateRequired: false, checkCertificateRevocation: false);
            }
            catch (Exception error) when (error is IOException or System.Security.Authentication.AuthenticationException)
            {
                // The client did not like the certificate.
            }

            return tls;
        }

        private async Task AnswerAsync(Stream stream)
        {
            try
            {
                var buffer = new byte[16 * 1024];
                if (await stream.ReadAsync(buffer, closing.Token) is not (> 0 and var read))
                {
                    return;
                }

                Requests.Add(Encoding.ASCII.GetString(buffer, 0, read));
                await stream.WriteAsync(Encoding.ASCII.GetBytes(script.Answer), closing.Token);
                Answered.TrySetResult();
                while (script.Endless)
                {
                    await stream.WriteAsync(buffer, closing.Token);
                }

                await Task.Delay(script.Hangs ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, closing.Token);
            }
            catch (Exception error) when (error is IOException or InvalidOperationException)
            {
                // The client left.
            }
        }
    }
}
