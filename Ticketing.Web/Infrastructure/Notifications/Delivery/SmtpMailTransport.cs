using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Infrastructure.Notifications.Delivery;

/// <summary>One connection per job run.</summary>
public sealed class SmtpMailTransport(
    IOptionsMonitor<MailOptions> options,
    IOptionsMonitor<SiteOptions> site,
    SmtpSignIn signIn,
    SmtpCertificateValidation certificates,
    TimeProvider clock
) : IMailTransport, IAsyncDisposable
{
    internal static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);
    internal static readonly TimeSpan SignInTimeout = TimeSpan.FromSeconds(30);

    internal static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan QuitTimeout = TimeSpan.FromSeconds(2);
    private SmtpClient? connection;

    public async Task<DeliveryOutcome> SendAsync(OutgoingMail mail, CancellationToken ct)
    {
        var reused = connection is not null;
        var outcome = await SendOnceAsync(mail, ct);

        // Servers close a connection after a number of mails, before taking the next: connect again.
        return reused && outcome is DeliveryOutcome.Unreachable ? await SendOnceAsync(mail, ct) : outcome;
    }

    /// <summary>Connects and signs in.</summary>
    public async Task<MailProblem?> FindProblemAsync(CancellationToken ct)
    {
        try
        {
            connection ??= await WithTimeoutAsync(ConnectTimeout, ConnectAsync, ct);
            return null;
        }
#pragma warning disable CA1031 // Whatever it is, even invalid settings, it keeps mail from being sent.
        catch (Exception error) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return SmtpReplies.Classify(error);
        }
    }

    private async Task<DeliveryOutcome> SendOnceAsync(OutgoingMail mail, CancellationToken ct)
    {
        try
        {
            connection ??= await ConnectAsync(ct);
        }
#pragma warning disable CA1031 // Nothing was sent yet: the mail is not at fault, even if the settings are invalid.
        catch (Exception error) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return new DeliveryOutcome.Unreachable(SmtpReplies.Describe(error));
        }

        DeliveryOutcome? outcome = null;
        try
        {
            return outcome = await SendMessageAsync(connection, mail, ct);
        }
        finally
        {
            // A connection interrupted in mid-mail cannot be reused.
            if (outcome is null or DeliveryOutcome.Unreachable or DeliveryOutcome.Interrupted || !connection.IsConnected)
            {
                Disconnect();
            }
        }
    }

    private async Task<DeliveryOutcome> SendMessageAsync(SmtpClient server, OutgoingMail mail, CancellationToken ct)
    {
        try
        {
            var response = await WithTimeoutAsync(SendTimeout, token => server.SendAsync(mail.Message, token), ct);
            return new DeliveryOutcome.Accepted($"250 {response}");
        }
        catch (SmtpCommandException reply)
        {
            return SmtpReplies.ToOutcome(reply);
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

        // Many authorities no longer answer revocation checks, which would make good certificates fail.
        var server = new SmtpClient
        {
            CheckCertificateRevocation = false,
            ServerCertificateValidationCallback = certificates.Validate,
            LocalDomain = smtp.HeloName.Length > 0 ? smtp.HeloName : PublicHost.From(site.CurrentValue),
        };
        try
        {
            await WithTimeoutAsync(ConnectTimeout, token => server.ConnectAsync(smtp.Host, smtp.Port, ToSocketOptions(smtp), token), ct);
            await WithTimeoutAsync(SignInTimeout, token => signIn.SignInAsync(server, smtp, token), ct);
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    private static SecureSocketOptions ToSocketOptions(SmtpOptions smtp) =>
        smtp.Security switch
        {
            SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
            SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
            _ => SecureSocketOptions.None,
        };

    private async Task<T> WithTimeoutAsync<T>(TimeSpan limit, Func<CancellationToken, Task<T>> step, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(limit, clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ct);
        return await step(linked.Token);
    }

    private Task<bool> WithTimeoutAsync(TimeSpan limit, Func<CancellationToken, Task> step, CancellationToken ct) =>
        WithTimeoutAsync(
            limit,
            async token =>
            {
                await step(token);
                return true;
            },
            ct
        );

    private void Disconnect()
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
                await WithTimeoutAsync(QuitTimeout, token => server.DisconnectAsync(quit: true, token), CancellationToken.None);
            }
        }
        catch (Exception error) when (SmtpReplies.IsOutage(error))
        {
            // All mail is settled; a missed QUIT does no harm.
        }
        finally
        {
            Disconnect();
        }
    }
}
