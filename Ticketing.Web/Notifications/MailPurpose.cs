namespace Ticketing.Notifications;

/// <summary>Tells composers if the mail is sent or only previewed by staff. A preview creates no access tokens.</summary>
public sealed class MailPurpose
{
    public bool IsReading { get; private set; }

    internal void ToRead() => IsReading = true;
}
