namespace Ticketing.Notifications;

/// <summary>
/// Whether a mail that is composed in this scope goes out, or staff only want to read it. For the latter no link is minted: what gives
/// access is not there to be shown.
/// </summary>
public sealed class MailPurpose
{
    public bool IsReading { get; private set; }

    internal void ToRead() => IsReading = true;
}
