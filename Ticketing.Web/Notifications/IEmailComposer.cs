namespace Ticketing.Notifications;

/// <summary>A file in an e-mail.</summary>
/// <param name="MediaType">For example "application/pdf".</param>
public sealed record EmailAttachment(string FileName, string MediaType, byte[] Content);

/// <summary>An e-mail, ready to be sent to a notification's recipient.</summary>
/// <param name="Secrets">Texts that give access (order links): they are masked in the copy that is kept.</param>
public sealed record ComposedEmail(
    string RecipientName,
    string Subject,
    string Text,
    string Html,
    IReadOnlyList<EmailAttachment> Attachments,
    IReadOnlyList<string> Secrets);

/// <summary>Where a feature plugs in the words of one kind of notification.</summary>
public interface IEmailComposer
{
    string Kind { get; }

    /// <returns>Null where there is nothing (any more) to say: the notification is dropped.</returns>
    Task<ComposedEmail?> ComposeAsync(Notification notification, CancellationToken ct);
}
