using System.Net.Security;
using System.Text;

namespace Ticketing.Tests.Support.Mail;

/// <summary>One connection to the <see cref="FakeSmtpServer"/>.</summary>
internal sealed class FakeSmtpSession(FakeSmtpServer server, Stream connection, CancellationToken ct) : IAsyncDisposable
{
    private readonly byte[] buffer = new byte[8192];
    private Stream stream = connection;
    private int filled;
    private int consumed;
    private bool authenticated;
    private bool encrypted;
    private string sender = "";
    private string recipient = "";

    public async Task RunAsync()
    {
        if (server.TlsOnConnect)
        {
            await EncryptAsync();
        }

        await WriteLineAsync(await server.ApplyFaultAsync(SmtpStep.Greeting, ct) ?? "220 double.test ESMTP");
        while (await ReadLineAsync() is { } line)
        {
            if (!await HandleAsync(line))
            {
                return;
            }
        }
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private async Task<bool> HandleAsync(string line)
    {
        var verb = line.Split(' ')[0].ToUpperInvariant();
        if (verb == "STARTTLS" && server.Certificate is not null)
        {
            await WriteLineAsync("220 Ready");
            await EncryptAsync();
            return true;
        }

        var answer = verb switch
        {
            "EHLO" => Capabilities(line),
            "AUTH" => await AuthenticateAsync(line),
            "MAIL" => await MailAsync(line),
            "RCPT" => await RcptAsync(line),
            "DATA" => await DataAsync(),
            "RSET" or "NOOP" => "250 OK",
            "QUIT" => "221 Bye",
            _ => "502 Not implemented",
        };
        if (verb == "QUIT")
        {
            server.CountQuit();
        }

        await WriteLineAsync(answer);
        return verb != "QUIT" && !answer.StartsWith("421", StringComparison.Ordinal);
    }

    private string Capabilities(string line)
    {
        server.HeloNames.Enqueue(line["EHLO ".Length..]);
        List<string> lines = ["double.test", "PIPELINING", "8BITMIME", "SIZE 10000000"];
        if (server.Certificate is not null && !encrypted)
        {
            lines.Add("STARTTLS");
        }

        if (server.AnnouncesStatusCodes)
        {
            lines.Add("ENHANCEDSTATUSCODES");
        }

        if (server.Username is not null)
        {
            lines.Add($"AUTH {server.Mechanisms}");
        }

        return string.Join("\r\n", lines.SkipLast(1).Select(l => $"250-{l}").Append($"250 {lines[^1]}"));
    }

    private async Task<string> AuthenticateAsync(string line)
    {
        var words = line.Split(' ');
        if (words[1] == "XOAUTH2")
        {
            return await AuthenticateByTokenAsync(words[2]);
        }

        string given;
        if (words[1] == "PLAIN")
        {
            given = Decode(words.Length > 2 ? words[2] : await PromptAsync(""));
        }
        else
        {
            var name = Decode(words.Length > 2 ? words[2] : await PromptAsync("VXNlcm5hbWU6"));
            given = $"\0{name}\0{Decode(await PromptAsync("UGFzc3dvcmQ6"))}";
        }

        authenticated = given == $"\0{server.Username}\0{server.Password}";
        return authenticated ? "235 2.7.0 Welcome" : "535 5.7.8 Authentication credentials invalid";
    }

    private async Task<string> AuthenticateByTokenAsync(string response)
    {
        authenticated = Decode(response) == $"user={server.Username}\u0001auth=Bearer {server.AccessToken}\u0001\u0001";
        if (authenticated)
        {
            return "235 2.7.0 Welcome";
        }

        await PromptAsync(Convert.ToBase64String("""{"status":"401"}"""u8));
        return "535 5.7.8 Username and token not accepted";
    }

    private async Task<string> PromptAsync(string prompt)
    {
        await WriteLineAsync($"334 {prompt}");
        return await ReadLineAsync() ?? throw new IOException("The client disconnected.");
    }

    private static string Decode(string text) => Encoding.UTF8.GetString(Convert.FromBase64String(text));

    private async Task<string> MailAsync(string line)
    {
        if (server.Username is not null && !authenticated)
        {
            return "530 5.7.0 Authentication required";
        }

        sender = AddressIn(line);
        return await server.ApplyFaultAsync(SmtpStep.Sender, ct) ?? "250 2.1.0 OK";
    }

    private async Task<string> RcptAsync(string line)
    {
        recipient = "";
        var asked = AddressIn(line);
        var answer =
            server.RefusedRecipients.GetValueOrDefault(asked) ?? await server.ApplyFaultAsync(SmtpStep.Recipient, ct) ?? "250 2.1.5 OK";
        recipient = answer.StartsWith("250", StringComparison.Ordinal) ? asked : "";
        return answer;
    }

    private async Task<string> DataAsync()
    {
        if (recipient.Length == 0)
        {
            return "503 5.5.1 No recipient";
        }

        await WriteLineAsync("354 Go ahead");
        var text = new MemoryStream();
        for (var line = await ReadLineAsync(); line != "."; line = await ReadLineAsync())
        {
            var unstuffed = (line ?? throw new IOException("The client disconnected.")).StartsWith('.') ? line[1..] : line;
            text.Write(Encoding.Latin1.GetBytes(unstuffed + "\r\n"));
        }

        await Task.Delay(server.Pause, ct);
        var mail = new ReceivedMail(sender, recipient, text.ToArray());
        if (server.KeepsDroppedMail)
        {
            server.Keep(mail);
        }

        if (await server.ApplyFaultAsync(SmtpStep.AfterData, ct) is { } refusal)
        {
            return refusal;
        }

        if (!server.KeepsDroppedMail)
        {
            server.Keep(mail);
        }

        return "250 2.0.0 Queued as 4D1F2";
    }

    private static string AddressIn(string line) =>
        line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];

    private async Task EncryptAsync()
    {
        var tls = new SslStream(stream);
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = server.Certificate }, ct);
        (stream, encrypted, filled, consumed) = (tls, true, 0, 0);
    }

    private Task WriteLineAsync(string line) => stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), ct).AsTask();

    private async Task<string?> ReadLineAsync()
    {
        var line = new StringBuilder();
        while (true)
        {
            if (consumed == filled)
            {
                (consumed, filled) = (0, await stream.ReadAsync(buffer, ct));
                if (filled == 0)
                {
                    return null;
                }
            }

            var next = (char)buffer[consumed++];
            if (next == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append(next);
        }
    }
}
