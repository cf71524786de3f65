using Microsoft.EntityFrameworkCore;
using MimeKit;
using Ticketing.Data;

namespace Ticketing.Notifications;

/// <summary>A message as staff read it: nothing in it gives access to anything.</summary>
/// <param name="Subject">As it was sent; else as it would be now. Null where it was not sent and has none any more.</param>
/// <param name="Text">See <paramref name="Subject"/>.</param>
/// <param name="Html">As it would be now: only the text is kept of what was sent. Null where it cannot be written any more.</param>
/// <param name="Missing">Why it cannot be written any more, in a sentence; null where it can.</param>
/// <param name="HasChanged">It was sent, and would say something else today.</param>
public sealed record ReadableMail(
    Notification Mail, string? Subject, string? Text, string? Html, IReadOnlyList<string> Attachments, IReadOnlyList<MailHeader> Headers, string? Missing, bool HasChanged);

public sealed record MailHeader(string Name, string Value);

/// <summary>Shows what a message says to whom; changes nothing.</summary>
public sealed class MailReader(TicketingDbContext db, EmailPress press)
{
    public Task<Notification?> FindAsync(Guid id, CancellationToken ct) => db.Set<Notification>().AsNoTracking().FirstOrDefaultAsync(n => n.Id == id, ct);

    /// <returns>Null where there is no such message.</returns>
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

    // When it will leave, only the clock knows.
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
