using MimeKit;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Delivery;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Journeys;

internal static class Mailbox
{
    public static async Task<MimeMessage> GetMailAsync(this TicketingApp app, string reference, string to = "ada@example.com")
    {
        await app.RunJobAsync<NotificationDispatcher>();
        var order = (await app.FindOrderAsync(reference))!;
        var ct = TestContext.Current.CancellationToken;
        var sent = (
            await app.UseAsync<NotificationOutbox, IReadOnlyList<Notification>>(outbox => outbox.GetForOrderAsync(order.Id, ct))
        ).Single(mail => mail.Status == NotificationStatus.Sent && mail.Recipient == to);
        return await MimeMessage.LoadAsync(Path.Combine(app.StorageFolder, PickupMailTransport.Folder, $"{sent.Id}.eml"), ct);
    }

    /// <summary>Path only: the public address is not where the app listens in tests.</summary>
    public static string GetOrderLink(this MimeMessage mail) =>
        mail.TextBody!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.StartsWith("https://tickets.example/orders/", StringComparison.Ordinal))
            .Select(link => new Uri(link).PathAndQuery)
            .First();
}
