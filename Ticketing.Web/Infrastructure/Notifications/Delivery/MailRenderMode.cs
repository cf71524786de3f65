namespace Ticketing.Infrastructure.Notifications.Delivery;

/// <summary>Tells composers if the mail is sent or only previewed by staff. A preview creates no access tokens.</summary>
public sealed class MailRenderMode
{
    public bool IsPreview { get; private set; }

    internal void UsePreview() => IsPreview = true;
}
