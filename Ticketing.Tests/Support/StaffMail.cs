using MimeKit;
using Ticketing.Notifications;
using Xunit;

namespace Ticketing.Tests.Support;

/// <summary>What members of staff find in their mailbox.</summary>
public static class StaffMail
{
    /// <summary>All mails to an address, the oldest first, after everything due was sent.</summary>
    public static async Task<IReadOnlyList<MimeMessage>> MailsToAsync(this TicketingApp app, string address)
    {
        await app.RunAsync<NotificationDispatcher>();
        var folder = Path.Combine(app.StorageFolder, PickupMail.Folder);
        var mails = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml").Order(StringComparer.Ordinal) : Enumerable.Empty<string>();
        return [.. mails.Select(file => MimeMessage.Load(file)).Where(mail => mail.To.Mailboxes.Any(to => to.Address == address))];
    }

    /// <summary>The link in the last mail to an address, as a path.</summary>
    public static async Task<string> MailedLinkAsync(this TicketingApp app, string address)
    {
        var mail = (await app.MailsToAsync(address))[^1];
        var links = mail.TextBody!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(word => word.StartsWith("https://tickets.example/", StringComparison.Ordinal));
        return new Uri(Assert.Single(links)).PathAndQuery;
    }
}
