using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MimeKit;

namespace Ticketing.Tests.Support.Mail;

internal sealed record ReceivedMail(string Sender, string Recipient, byte[] Raw)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Raw);

    public MimeMessage Message => MimeMessage.Load(new MemoryStream(Raw));
}

/// <summary>A real SMTP server on loopback with scripted faults.</summary>
internal sealed class FakeSmtpServer : IAsyncDisposable
{
    private readonly ConcurrentDictionary<SmtpStep, ConcurrentQueue<SmtpFault>> script = new();
    private readonly ConcurrentQueue<ReceivedMail> received = new();
    private readonly ConcurrentBag<Task> sessions = [];
    private TaskCompletionSource hanging = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource closing = new();
    private TcpListener? listener;
    private int connections;
    private int quitCount;

    public FakeSmtpServer(bool encrypts = false)
    {
        Certificate = encrypts ? CreateCertificate() : null;
        Listen();
    }

    public int Port { get; private set; }

    /// <summary>STARTTLS is offered if set.</summary>
    public X509Certificate2? Certificate { get; }

    /// <summary>Implicit TLS.</summary>
    public bool TlsOnConnect { get; init; }

    public string? Username { get; init; }
    public string? Password { get; set; }
    public string Mechanisms { get; init; } = "PLAIN LOGIN";

    /// <summary>Accepted with XOAUTH2, together with <see cref="Username"/>.</summary>
    public string? AccessToken { get; set; }

    /// <summary>Announces enhanced status codes, as most real servers do.</summary>
    public bool AnnouncesStatusCodes { get; init; }

    /// <summary>Names that clients gave in EHLO.</summary>
    public ConcurrentQueue<string> HeloNames { get; } = new();

    /// <summary>Keeps a mail even if a fault follows its last line: received, but not acknowledged.</summary>
    public bool KeepsDroppedMail { get; init; }

    /// <summary>Before a mail is taken.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary>Replies to RCPT, by address.</summary>
    public ConcurrentDictionary<string, string> RefusedRecipients { get; } = new();

    /// <summary>For a program that sends its mail here.</summary>
    public (string Name, string Value)[] ProgramSettings =>
        [
            ("Mail__Transport", "Smtp"),
            ("Mail__From", "tickets@example.com"),
            ("Mail__Smtp__Host", "localhost"),
            ("Mail__Smtp__Port", $"{Port}"),
            ("Mail__Smtp__Security", "None"),
        ];

    public IReadOnlyList<ReceivedMail> Received => [.. received];
    public int Connections => connections;

    /// <summary>Connections that the client ended with QUIT.</summary>
    public int QuitCount => quitCount;

    /// <summary>Completes when the server starts to hang.</summary>
    public Task Hanging => hanging.Task;

    public void Script(SmtpStep step, params SmtpFault[] faults)
    {
        var queue = script.GetOrAdd(step, _ => new ConcurrentQueue<SmtpFault>());
        foreach (var fault in faults)
        {
            queue.Enqueue(fault);
        }
    }

    public void Listen()
    {
        closing.Dispose();
        closing = new CancellationTokenSource();
        listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        sessions.Add(AcceptAsync(listener, closing.Token));
    }

    /// <summary>Refuses new connections and closes existing ones.</summary>
    public async Task StopAsync()
    {
        await closing.CancelAsync();
        listener?.Dispose();
        await Task.WhenAll(sessions);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        closing.Dispose();
        Certificate?.Dispose();
    }

    private async Task AcceptAsync(TcpListener from, CancellationToken ct)
    {
        try
        {
            while (true)
            {
                var client = await from.AcceptTcpClientAsync(ct);
                Interlocked.Increment(ref connections);
                sessions.Add(RunSessionAsync(client, ct));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // Also "not listening", if it was stopped between two clients.
        }
    }

    private async Task RunSessionAsync(TcpClient client, CancellationToken ct)
    {
        using (client)
        {
            await using var conversation = new FakeSmtpSession(this, client.GetStream(), ct);
            try
            {
                await conversation.RunAsync();
            }
            catch (Exception error)
                when (error is OperationCanceledException or IOException or System.Security.Authentication.AuthenticationException) { }
        }
    }

    /// <summary>Applies the next scripted fault of this step.</summary>
    /// <returns>The reply to send instead of the usual one, or null.</returns>
    internal async Task<string?> ApplyFaultAsync(SmtpStep step, CancellationToken ct)
    {
        if (!script.TryGetValue(step, out var faults) || !faults.TryDequeue(out var fault))
        {
            return null;
        }

        if (fault is SmtpFault.Hang)
        {
            Interlocked.Exchange(ref hanging, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
            await Task.Delay(Timeout.Infinite, ct);
        }

        return (fault as SmtpFault.Reply)?.Line ?? throw new IOException("Scripted connection drop.");
    }

    internal void Keep(ReceivedMail mail) => received.Enqueue(mail);

    internal void CountQuit() => Interlocked.Increment(ref quitCount);

    private static X509Certificate2 CreateCertificate()
    {
        using var key = RSA.Create(2048);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
    }
}
