namespace Ticketing.Tests.Support;

/// <summary>A moment of an SMTP conversation at which a server can go wrong.</summary>
internal enum SmtpStep
{
    Greeting,
    Sender,
    Recipient,

    /// <summary>The whole message has been received, and not yet been acknowledged.</summary>
    AfterData,
}

internal abstract record SmtpFault
{
    /// <param name="Line">A 421 closes the connection too.</param>
    public sealed record Reply(string Line) : SmtpFault;

    /// <summary>Says nothing more.</summary>
    public sealed record Hang : SmtpFault;

    /// <summary>Closes the connection without a word.</summary>
    public sealed record Drop : SmtpFault;
}
