namespace Ticketing.Infrastructure.Notifications;

public sealed record EmailAttachment(string FileName, string MediaType, byte[] Content);

/// <param name="Secrets">Texts that give access (order links); masked in the stored copy.</param>
public sealed record ComposedEmail(
    string RecipientName,
    string Subject,
    string Text,
    string Html,
    IReadOnlyList<EmailAttachment> Attachments,
    IReadOnlyList<string> Secrets
)
{
    /// <summary>
    /// For the mail program's own button: a POST there stops such mail, without signing in. Null for mail that cannot be stopped.
    /// </summary>
    public string? UnsubscribeUrl { get; init; }
}

/// <summary>Implemented by features, once per kind of notification.</summary>
public interface IEmailComposer
{
    string Kind { get; }

    /// <returns>Null if there is nothing to send any more.</returns>
    Task<ComposedEmail?> ComposeAsync(Notification notification, CancellationToken ct);
}
