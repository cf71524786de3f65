using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Features.Orders;

/// <summary>Mails about an order are in the language in which it was placed.</summary>
public sealed class OrderLanguages(TicketingDbContext db, SiteLanguages languages) : IMailLanguages
{
    public async Task<Language?> FindAsync(Notification notification, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(notification);
        return notification.OrderId is { } id ? await GetAsync(id, ct) : null;
    }

    public async Task<Language> GetAsync(Guid orderId, CancellationToken ct) =>
        languages.FindByTag(await db.Set<Order>().Where(order => order.Id == orderId).Select(order => order.Language).SingleAsync(ct));
}
