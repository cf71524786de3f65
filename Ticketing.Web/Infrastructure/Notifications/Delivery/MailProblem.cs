namespace Ticketing.Infrastructure.Notifications.Delivery;

/// <summary>Why no mail can be sent. What servers say is not part of it, because that may contain anything.</summary>
public enum MailProblem
{
    NoAnswer,
    NoEncryption,
    SignInRefused,

    /// <summary>No access token, or a server that does not take the configured way to sign in.</summary>
    NoSignIn,
    ConnectionRefused,

    /// <summary>Not one of the others, such as invalid settings.</summary>
    Unexpected,
}
