using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Tests.Support.Mail;

namespace Ticketing.Tests.Infrastructure.Notifications.Delivery;

/// <summary>Restores the state of a message whose worker was killed between the server's "250" and recording it.</summary>
internal static class UnrecordedMail
{
    public static Task RestoreAsync(IServiceProvider services, string id)
    {
        var db = services.GetRequiredService<TicketingDbContext>();
        var message = Guid.Parse(id);
        return db.WriteAsync(
            () =>
                db.Set<Notification>()
                    .Where(n => n.Id == message)
                    .ExecuteUpdateAsync(set => set.SetProperty(n => n.Status, NotificationStatus.Pending), OutboxFixture.Ct),
            ct: OutboxFixture.Ct
        );
    }
}
