using Microsoft.EntityFrameworkCore;
using MimeKit;
using Ticketing.Data;

namespace Ticketing.Notifications;

/// <summary>As staff see it, with all access links masked.</summary>
/// <param name="Subject">As sent, or as it would be sent now; null if neither is possible.</param>
/// <param name="Text">See <paramref name="Subject"/>.</param>
/// <param name="Html">As it would be sent now, because only the text of sent mail is stored.</param>
/// <param name="Missing">Reason it can no longer be written, or null.</param>
/// <param name="HasChanged">It was sent, and would read differently today.</param>
public sealed record ReadableMail(
    Notification Mail, string? Subject, string? Text, string? Html, IReadOnlyList<string> Attachments, IReadOnlyList<MailHeader> Headers, string? Missing, bool HasChanged);

public sealed record MailHeader(string Name, string Value);

public sealed class MailReader(TicketingDbContext db, EmailPress press)
{
    public Task<Notification?> FindAsync(Guid id, CancellationToken ct) => db.Set<Notification>().AsNoTracking().FirstOrDefaultAsync(n => n.Id == id, ct);

    /// <returns>Null if the message does not exist.</returns>
    public async Task<ReadableMail?> ReadAsync(Guid id, CancellationToken ct) => await FindAsync(id, ct) is { } mail
        ? await press.PrintToReadAsync(mail, ct) switch
        {
            Printed.Ready ready => Read(mail, ready),
            Printed.NothingToSay => Read(mail, mail.Status == NotificationStatus.Sent
                ? "What it was about has changed since, so it cannot be written again."
                : "There is nothing to say any more: what it was about has changed or is gone. It will not be sent."),
            Printed.Undeliverable undeliverable => Read(mail, undeliverable.Reason),
            Printed.Failed failed => Read(mail, $"It cannot be written: {Redaction.WithoutTokens(failed.Error.Message)}"),
            _ => throw new System.Diagnostics.UnreachableException(),
        }
        : null;

    private static ReadableMail Read(Notification mail, Printed.Ready ready)
    {
        var (subject, text) = (Shown(ready, ready.Email.Subject), Shown(ready, ready.Email.Text));
        return new ReadableMail(
            mail,
            mail.Subject ?? subject,
            Kept(mail) ?? text,
            Shown(ready, ready.Email.Html),
            [.. ready.Email.Attachments.Select(file => file.FileName)],
            HeadersOf(mail, ready.Mail.Message, mail.Subject ?? subject),
            Missing: null,
            HasChanged: Kept(mail) is { } sent && (Plain(sent) != Plain(text) || mail.Subject != Redaction.OneLine(subject, NotificationQueue.SubjectWidth)));
    }

    private static ReadableMail Read(Notification mail, string missing) =>
        new(mail, mail.Subject, Kept(mail), Html: null, [], mail.MessageId is { } id ? [new MailHeader("Message-ID", $"<{id}>")] : [], missing, HasChanged: false);

    private static string? Kept(Notification mail) => mail.Content is { } text ? Redaction.WithoutTokens(text) : null;

    private static string Shown(Printed.Ready ready, string text) => Redaction.WithoutTokens(ready.Redact(text));

    private static string Plain(string text) => text.ReplaceLineEndings("\n").Trim();

    // No Date header: it is set on sending.
    private static IReadOnlyList<MailHeader> HeadersOf(Notification mail, MimeMessage message, string subject) =>
    [
        new("From", message.From.ToString()),
        new("To", message.To.ToString()),
        .. message.ReplyTo.Count > 0 ? [new MailHeader("Reply-To", message.ReplyTo.ToString())] : Array.Empty<MailHeader>(),
        new("Subject", subject),
        new("Message-ID", $"<{mail.MessageId ?? message.MessageId}>"),
        .. message.Headers[HeaderId.AutoSubmitted] is { } auto ? [new MailHeader("Auto-Submitted", auto)] : Array.Empty<MailHeader>(),
    ];
}
