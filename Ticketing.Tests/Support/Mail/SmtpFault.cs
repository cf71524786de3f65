namespace Ticketing.Tests.Support.Mail;

internal enum SmtpStep
{
    Greeting,
    Sender,
    Recipient,

    /// <summary>Received, but not acknowledged.</summary>
    AfterData,
}

internal abstract record SmtpFault
{
    /// <param name="Line">A 421 also closes the connection.</param>
    public sealed record Reply(string Line) : SmtpFault;

    public sealed record Hang : SmtpFault;

    public sealed record Drop : SmtpFault;
}
