using Microsoft.EntityFrameworkCore;
using MimeKit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications.Delivery;
using Ticketing.Infrastructure.Notifications.Outbox;

namespace Ticketing.Infrastructure.Notifications.Admin;

/// <summary>As staff see it, with all access links masked.</summary>
public sealed record ReadableMail
{
    public required Notification Mail { get; init; }

    /// <summary>As sent, or as it would be sent now; null if neither is possible.</summary>
    public required string? Subject { get; init; }

    /// <summary>See <see cref="Subject"/>.</summary>
    public required string? Text { get; init; }

    /// <summary>As it would be sent now, because only the text of sent mail is stored.</summary>
    public required string? Html { get; init; }
    public required IReadOnlyList<string> Attachments { get; init; }
    public required IReadOnlyList<MailHeader> Headers { get; init; }

    /// <summary>Reason it can no longer be written, or null.</summary>
    public required string? UnavailableReason { get; init; }

    /// <summary>It was sent, and would read differently today.</summary>
    public required bool HasChanged { get; init; }
}

public sealed record MailHeader(string Name, string Value);

public sealed class MailReader(TicketingDbContext db, EmailRenderer renderer)
{
    public Task<Notification?> FindAsync(Guid id, CancellationToken ct) =>
        db.Set<Notification>().AsNoTracking().FirstOrDefaultAsync(n => n.Id == id, ct);

    /// <returns>Null if the message does not exist.</returns>
    public async Task<ReadableMail?> ReadAsync(Guid id, CancellationToken ct) =>
        await FindAsync(id, ct) is { } mail
            ? await renderer.RenderPreviewAsync(mail, ct) switch
            {
                RenderResult.Ready ready => ToReadable(mail, ready),
                RenderResult.NothingToSend => ToReadable(
                    mail,
                    mail.Status == NotificationStatus.Sent
                        ? T["What it was about has changed since, so it cannot be written again."]
                        : T["This email is no longer needed: what it was about has changed or is gone. It won’t be sent."]
                ),
                RenderResult.Undeliverable undeliverable => ToReadable(mail, undeliverable.Reason),
                RenderResult.Failed failed => ToReadable(mail, T["It cannot be written: {0}", Redaction.MaskTokens(failed.Error.Message)]),
                _ => throw new System.Diagnostics.UnreachableException(),
            }
            : null;

    private static ReadableMail ToReadable(Notification mail, RenderResult.Ready ready)
    {
        var (subject, text) = (Masked(ready, ready.Email.Subject), Masked(ready, ready.Email.Text));
        return new ReadableMail
        {
            Mail = mail,
            Subject = mail.Subject ?? subject,
            Text = StoredText(mail) ?? text,
            Html = Masked(ready, ready.Email.Html),
            Attachments = [.. ready.Email.Attachments.Select(file => file.FileName)],
            Headers = GetHeaders(mail, ready.Mail.Message, mail.Subject ?? subject),
            UnavailableReason = null,
            HasChanged =
                StoredText(mail) is { } sent
                && (
                    Normalize(sent) != Normalize(text)
                    || mail.Subject != Redaction.ToSingleLine(subject, NotificationQueue.MaxSubjectLength)
                ),
        };
    }

    private static ReadableMail ToReadable(Notification mail, string missing) =>
        new()
        {
            Mail = mail,
            Subject = mail.Subject,
            Text = StoredText(mail),
            Html = null,
            Attachments = [],
            Headers = mail.MessageId is { } id ? [new MailHeader("Message-ID", $"<{id}>")] : [],
            UnavailableReason = missing,
            HasChanged = false,
        };

    private static string? StoredText(Notification mail) => mail.Content is { } text ? Redaction.MaskTokens(text) : null;

    private static string Masked(RenderResult.Ready ready, string text) => Redaction.MaskTokens(ready.Redact(text));

    private static string Normalize(string text) => text.ReplaceLineEndings("\n").Trim();

    // No Date header: it is set on sending.
    private static IReadOnlyList<MailHeader> GetHeaders(Notification mail, MimeMessage message, string subject) =>
        [
            new("From", message.From.ToString()),
            new("To", message.To.ToString()),
            .. message.ReplyTo.Count > 0 ? [new MailHeader("Reply-To", message.ReplyTo.ToString())] : Array.Empty<MailHeader>(),
            new("Subject", subject),
            new("Message-ID", $"<{mail.MessageId ?? message.MessageId}>"),
            .. message.Headers[HeaderId.AutoSubmitted] is { } auto ? [new MailHeader("Auto-Submitted", auto)] : Array.Empty<MailHeader>(),
        ];
}
