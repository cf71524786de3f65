using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using Ticketing.Settings;

namespace Ticketing.Notifications;

/// <summary>Hands mails to the venue's mail server, over one connection per pass.</summary>
public sealed class SmtpMail(IOptionsMonitor<MailOptions> options, SmtpTrust trust, TimeProvider clock) : IMailTransport, IAsyncDisposable
{
    internal static readonly TimeSpan ConnectDeadline = TimeSpan.FromSeconds(10);
    internal static readonly TimeSpan SignInDeadline = TimeSpan.FromSeconds(30);

    /// <summary>For one whole mail with its attachments, over a slow line too.</summary>
    internal static readonly TimeSpan SendDeadline = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan QuitDeadline = TimeSpan.FromSeconds(2);
    private SmtpClient? connection;

    public async Task<DeliveryOutcome> SendAsync(OutgoingMail mail, CancellationToken ct)
    {
        var reused = connection is not null;
        var outcome = await SendOnceAsync(mail, ct);

        // Servers end a connection after so many mails; a new one is welcome. They said so before taking this mail.
        return reused && outcome is DeliveryOutcome.Unreachable ? await SendOnceAsync(mail, ct) : outcome;
    }

    private async Task<DeliveryOutcome> SendOnceAsync(OutgoingMail mail, CancellationToken ct)
    {
        try
        {
            connection ??= await ConnectAsync(ct);
        }
#pragma warning disable CA1031 // Nothing was said of this mail yet: it has no part in the failure, even if the settings are nonsense.
        catch (Exception error) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return new DeliveryOutcome.Unreachable(SmtpReplies.Describe(error));
        }

        DeliveryOutcome? outcome = null;
        try
        {
            return outcome = await HandOverAsync(connection, mail, ct);
        }
        finally
        {
            // A connection that was left in the middle of a mail is of no use to the next.
            if (outcome is null or DeliveryOutcome.Unreachable or DeliveryOutcome.Interrupted || !connection.IsConnected)
            {
                HangUp();
            }
        }
    }

    private async Task<DeliveryOutcome> HandOverAsync(SmtpClient server, OutgoingMail mail, CancellationToken ct)
    {
        try
        {
            var response = await WithinAsync(SendDeadline, soon => server.SendAsync(mail.Message, soon), ct);
            return new DeliveryOutcome.Accepted($"250 {response}");
        }
        catch (SmtpCommandException reply)
        {
            return SmtpReplies.Judge(reply);
        }
        catch (MailKit.ServiceNotAuthenticatedException error)
        {
            return new DeliveryOutcome.Unreachable(SmtpReplies.Describe(error));
        }
        catch (Exception error) when (SmtpReplies.IsOutage(error) && !ct.IsCancellationRequested)
        {
            return new DeliveryOutcome.Interrupted(SmtpReplies.Describe(error));
        }
    }

    private async Task<SmtpClient> ConnectAsync(CancellationToken ct)
    {
        var smtp = options.CurrentValue.Smtp;

        // Many authorities no longer answer for revocation: asking would make a good certificate fail.
        var server = new SmtpClient { CheckCertificateRevocation = false, ServerCertificateValidationCallback = trust.Validate };
        try
        {
            await WithinAsync(ConnectDeadline, soon => server.ConnectAsync(smtp.Host, smtp.Port, SecurityOf(smtp), soon), ct);
            if (smtp.Username.Length > 0)
            {
                await WithinAsync(SignInDeadline, soon => server.AuthenticateAsync(smtp.Username, smtp.Password, soon), ct);
            }

            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    private static SecureSocketOptions SecurityOf(SmtpOptions smtp) => smtp.Security switch
    {
        SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
        SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.None,
    };

    private async Task<T> WithinAsync<T>(TimeSpan limit, Func<CancellationToken, Task<T>> step, CancellationToken ct)
    {
        using var late = new CancellationTokenSource(limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, ct);
        return await step(either.Token);
    }

    private Task<bool> WithinAsync(TimeSpan limit, Func<CancellationToken, Task> step, CancellationToken ct) =>
        WithinAsync(limit, async soon => { await step(soon); return true; }, ct);

    private void HangUp()
    {
        connection?.Dispose();
        connection = null;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (connection is { IsConnected: true } server)
            {
                await WithinAsync(QuitDeadline, soon => server.DisconnectAsync(quit: true, soon), CancellationToken.None);
            }
        }
        catch (Exception error) when (SmtpReplies.IsOutage(error))
        {
            // Every mail is settled; a server that does not hear the good-bye loses nothing.
        }
        finally
        {
            HangUp();
        }
    }
}
