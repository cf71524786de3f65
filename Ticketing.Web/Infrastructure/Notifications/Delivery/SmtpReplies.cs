using System.Globalization;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Ticketing.Infrastructure.Notifications.Delivery;

/// <summary>Distinguishes server outages from refusals of one message.</summary>
internal static class SmtpReplies
{
    public static DeliveryOutcome ToOutcome(SmtpCommandException reply)
    {
        var text = Describe(reply);
        return reply switch
        {
            { StatusCode: SmtpStatusCode.ServiceNotAvailable } => new DeliveryOutcome.Unreachable(text),

            // The size is announced with the sender, so this is about the message.
            { ErrorCode: SmtpErrorCode.SenderNotAccepted, StatusCode: SmtpStatusCode.ExceededStorageAllocation } =>
                new DeliveryOutcome.Refused(text),

            // The sender is the same for every mail, so this is a configuration problem.
            { ErrorCode: SmtpErrorCode.SenderNotAccepted } => new DeliveryOutcome.Unreachable(text),
            _ when SmtpQuotas.IsAccountOverQuota(text) => new DeliveryOutcome.OverQuota(text),
            _ when SmtpQuotas.IsTemporary(text) => new DeliveryOutcome.Deferred(text),
            { StatusCode: >= (SmtpStatusCode)500 } => new DeliveryOutcome.Refused(text),
            _ => new DeliveryOutcome.Deferred(text),
        };
    }

    /// <summary>True for failures of network, server or certificate; false for our own bugs.</summary>
    public static bool IsOutage(Exception error) =>
        error
            is IOException
                or System.Net.Sockets.SocketException
                or TimeoutException
                or OperationCanceledException
                or SslHandshakeException
                or AuthenticationException
                or ProtocolException
                or CommandException
                or ServiceNotConnectedException
                or ServiceNotAuthenticatedException
                or NotSupportedException;

    /// <summary>For an error before a mail was sent.</summary>
    public static MailProblem Classify(Exception error) =>
        error switch
        {
            SslHandshakeException or NotSupportedException => MailProblem.NoEncryption,
            AuthenticationException => MailProblem.SignInRefused,
            MailSignInException => MailProblem.NoSignIn,
            CommandException => MailProblem.ConnectionRefused,
            _ when IsOutage(error) => MailProblem.NoAnswer,
            _ => MailProblem.Unexpected,
        };

    /// <summary>With the words of the server: only for staff's page Mail.</summary>
    public static string Describe(Exception error) =>
        error switch
        {
            SmtpCommandException reply => string.Create(CultureInfo.InvariantCulture, $"{(int)reply.StatusCode} {reply.Message}"),
            OperationCanceledException or TimeoutException => "The server did not answer in time.",
            SslHandshakeException => "No encrypted connection could be made: the server's certificate is not trusted, or it speaks no TLS.",
            AuthenticationException => $"The server refused the user name or password: {error.Message}",
            MailSignInException => error.Message,
            System.Net.Sockets.SocketException => $"{error.Message}.",
            NotSupportedException => $"The server lacks what the settings ask for: {error.Message}",
            _ => $"{error.GetType().Name}: {error.Message}",
        };
}
