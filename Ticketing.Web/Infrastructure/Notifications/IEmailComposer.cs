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
);

/// <summary>Implemented by features, once per kind of notification.</summary>
public interface IEmailComposer
{
    string Kind { get; }

    /// <returns>Null if there is nothing to send any more.</returns>
    Task<ComposedEmail?> ComposeAsync(Notification notification, CancellationToken ct);
}
