using System.Globalization;
using Microsoft.Extensions.Options;
using MimeKit;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Infrastructure.Notifications.Delivery;

public sealed class MimeMessageBuilder(IOptionsMonitor<SiteOptions> site, IOptionsMonitor<MailOptions> mail, TimeProvider clock)
{
    /// <param name="recipient">As returned by <see cref="EmailAddress.TryParse"/>.</param>
    public OutgoingMail Build(Guid notificationId, string recipient, ComposedEmail email)
    {
        // The same for every attempt, so that mailboxes can detect duplicates.
        var messageId = string.Create(CultureInfo.InvariantCulture, $"outbox-{notificationId:N}@{Host}");
        var message = new MimeMessage
        {
            MessageId = messageId,
            Date = clock.GetUtcNow(),
            Subject = HeaderText.Sanitize(email.Subject),
            Body = BuildBody(email),
        };
        message.From.Add(GetSender());
        message.To.Add(new MailboxAddress(HeaderText.Sanitize(email.RecipientName), recipient));
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        if (email.UnsubscribeUrl is { } url)
        {
            message.Headers.Add(HeaderId.ListUnsubscribe, $"<{url}>");
            message.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
        }

        if (EmailAddress.TryParse(site.CurrentValue.SupportEmail, out var support))
        {
            message.ReplyTo.Add(new MailboxAddress(VenueName, support));
        }

        return new OutgoingMail(notificationId, messageId, message);
    }

    private static MimeEntity BuildBody(ComposedEmail email)
    {
        var body = new BodyBuilder { TextBody = email.Text, HtmlBody = email.Html };
        foreach (var file in email.Attachments)
        {
            body.Attachments.Add(HeaderText.Sanitize(file.FileName), file.Content, ContentType.Parse(file.MediaType));
        }

        return body.ToMessageBody();
    }

    private MailboxAddress GetSender()
    {
        if (!MailboxAddress.TryParse(mail.CurrentValue.From, out var sender))
        {
            return new MailboxAddress(VenueName, $"tickets@{Host}");
        }

        return new MailboxAddress(string.IsNullOrWhiteSpace(sender.Name) ? VenueName : HeaderText.Sanitize(sender.Name), sender.Address);
    }

    private string VenueName => HeaderText.Sanitize(site.CurrentValue.VenueName);

    private string Host => PublicHost.From(site.CurrentValue);
}
