using MimeKit;
using Ticketing.Infrastructure.Notifications.Delivery;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Support.Mail;

public static class StaffMailbox
{
    /// <summary>Sends everything due, then returns the mails to the address, oldest first.</summary>
    public static async Task<IReadOnlyList<MimeMessage>> GetMailsToAsync(this TicketingApp app, string address)
    {
        await app.RunJobAsync<NotificationDispatcher>();
        var folder = Path.Combine(app.StorageFolder, PickupMailTransport.Folder);
        var mails = Directory.Exists(folder)
            ? Directory.GetFiles(folder, "*.eml").Order(StringComparer.Ordinal)
            : Enumerable.Empty<string>();
        return [.. mails.Select(file => MimeMessage.Load(file)).Where(mail => mail.To.Mailboxes.Any(to => to.Address == address))];
    }

    /// <summary>Path of the link in the last mail.</summary>
    public static async Task<string> GetMailedLinkAsync(this TicketingApp app, string address)
    {
        var mail = (await app.GetMailsToAsync(address))[^1];
        var links = mail.TextBody!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.StartsWith("https://tickets.example/", StringComparison.Ordinal));
        return new Uri(Assert.Single(links)).PathAndQuery;
    }
}
