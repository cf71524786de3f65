using MimeKit;
using Ticketing.Notifications;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Journeys;

internal static class Mailbox
{
    public static async Task<MimeMessage> MailOfAsync(this TicketingApp app, string reference, string to = "ada@example.com")
    {
        await app.RunAsync<NotificationDispatcher>();
        var order = (await app.OrderAsync(reference))!;
        var ct = TestContext.Current.CancellationToken;
        var sent = (await app.UseAsync<Outbox, IReadOnlyList<Notification>>(outbox => outbox.OfOrderAsync(order.Id, ct)))
            .Single(mail => mail.Status == NotificationStatus.Sent && mail.Recipient == to);
        return await MimeMessage.LoadAsync(Path.Combine(app.StorageFolder, PickupMail.Folder, $"{sent.Id}.eml"), ct);
    }

    /// <summary>Path only: the public address is not where the app listens in tests.</summary>
    public static string LinkToOrder(this MimeMessage mail) => mail.TextBody!
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Where(word => word.StartsWith("https://tickets.example/orders/", StringComparison.Ordinal))
        .Select(link => new Uri(link).PathAndQuery).First();
}
